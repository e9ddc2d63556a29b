/// Proofs of the page server.
@NullMarked
package chat.hearth.launcher.page;

import org.jspecify.annotations.NullMarked;
