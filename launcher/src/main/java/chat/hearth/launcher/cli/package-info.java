/// The command line: one class per command. A command reads its options, calls the product, prints, and says
/// how it ended by an exit code; nothing else happens here.
@NullMarked
package chat.hearth.launcher.cli;

import org.jspecify.annotations.NullMarked;
