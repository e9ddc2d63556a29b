/// Calling a Hearth's server API, signed: for measuring and for tests.
@NullMarked
package chat.hearth.launcher.serverapi;

import org.jspecify.annotations.NullMarked;
