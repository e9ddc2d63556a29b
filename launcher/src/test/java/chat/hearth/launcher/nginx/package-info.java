/// Tests of [chat.hearth.launcher.nginx].
@NullMarked
package chat.hearth.launcher.nginx;

import org.jspecify.annotations.NullMarked;
