/// The life of one socket: requests in, answers and events out, both bounded, and a heartbeat.
///
/// ```
///            event loop                     virtual thread, on demand
/// frame ─▶ Requests (bounded) ─▶ Connection ─▶ Dispatch ─▶ core
///                                                │ answers   │ events, signals
/// socket ◀─ batches ◀─ Outbound (bounded) ◀──────┴───────────┘
/// ```
///
/// What requests mean is core's business. Invariants: requests of one connection are taken in their order; a
/// connection without traffic holds no thread and no queue; nothing here blocks an event loop; whatever is
/// full has a name: TOO_MANY_IN_FLIGHT, FLOODED, or for events the lagging of
/// [chat.hearth.core.delivery.Subscriber].
@NullMarked
package chat.hearth.gateway.connection;

import org.jspecify.annotations.NullMarked;
