/// Small stand-ins for the ports and edges of core. They behave: they keep what they are told, as far as the
/// tests of core need it. The real engines are tested against the ports' contracts elsewhere.
@NullMarked
package chat.hearth.core.fake;

import org.jspecify.annotations.NullMarked;
