/// The forms of the IM token and of what is stored of it. Sealing of tickets and cursors is the server's own
/// business and not here: to a client they are opaque.
@NullMarked
package chat.hearth.protocol.credential;

import org.jspecify.annotations.NullMarked;
