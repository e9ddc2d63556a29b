/// The Java client: connects, stays connected, sends durably and in order, follows every conversation
/// without gap. [HearthClient] is the way in; [BlockingClient] is the same for virtual threads.
///
/// Not here: frames and sockets (`wire`), retries of requests (`request`), folding of logs (`sync`).
/// Invariant: one client lives on one event loop, shared with thousands of others; nothing of it blocks.
///
/// ```
/// IDLE ─▶ ROUTING ─▶ DIALING ─▶ GREETING ─▶ CATCHING_UP ─▶ LIVE
///            ▲          ▲          │             │           │
///            └──────────┴──────── WAITING ◀──────┴───────────┘     any ─▶ STOPPED
/// ```
@NullMarked
package chat.hearth.client;

import org.jspecify.annotations.NullMarked;
