/// Asking the server, and not giving up too early: request ids and the in-flight bound ([Exchange]), calls
/// with deadlines ([Calls]), durable sends in order ([Outbox]), the server's clock ([ServerClock]).
///
/// Not here: connections, and what answers change. Invariant: a send keeps its cid from its first attempt
/// to its ack, and of one conversation no send leaves while an earlier one is not on its way (G2, G15).
@NullMarked
package chat.hearth.client.request;

import org.jspecify.annotations.NullMarked;
