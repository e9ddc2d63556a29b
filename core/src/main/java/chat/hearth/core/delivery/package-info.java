/// From a committed change to the queues of the connections that may see it: who is online here, what each
/// session has been sent, what happens to one that reads too slowly. Knows no sockets; a connection is an
/// [Outbox].
@NullMarked
package chat.hearth.core.delivery;

import org.jspecify.annotations.NullMarked;
