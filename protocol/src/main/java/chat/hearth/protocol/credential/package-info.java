/// The forms of the IM token and of what is stored of it, and of the grants that IM nodes give for the file
/// store. Sealing of tickets and cursors is the server's own business and not here: to a client they are
/// opaque.
@NullMarked
package chat.hearth.protocol.credential;

import org.jspecify.annotations.NullMarked;
