/// Tests of [chat.hearth.kit.tls], with certificates made on the spot.
@NullMarked
package chat.hearth.kit.tls;

import org.jspecify.annotations.NullMarked;
