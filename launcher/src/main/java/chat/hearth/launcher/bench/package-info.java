/// Gives `hearth bench` its server: one it starts for the purpose and throws away, or one that runs
/// elsewhere.
@NullMarked
package chat.hearth.launcher.bench;

import org.jspecify.annotations.NullMarked;
