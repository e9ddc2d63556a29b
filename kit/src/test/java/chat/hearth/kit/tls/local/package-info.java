/// Tests of [chat.hearth.kit.tls.local].
@NullMarked
package chat.hearth.kit.tls.local;

import org.jspecify.annotations.NullMarked;
