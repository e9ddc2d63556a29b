/// The wire under a client: one WebSocket at a time, one question to `/route`, one thread with a clock.
///
/// Not here: what frames mean, when to try again, what is kept. Invariant: everything that belongs to one
/// client runs on its [ClientLoop], so nothing above needs a lock; and a [Link] ends exactly once.
@NullMarked
package chat.hearth.client.wire;

import org.jspecify.annotations.NullMarked;
