/// Doing things later, so that tests decide when later is.
@NullMarked
package chat.hearth.core.timer;

import org.jspecify.annotations.NullMarked;
