/// Where everything is put together: the only place that knows every module. Configuration becomes objects,
/// objects start in order and stop in the reverse order. Nobody imports this module.
@NullMarked
package chat.hearth.launcher;

import org.jspecify.annotations.NullMarked;
