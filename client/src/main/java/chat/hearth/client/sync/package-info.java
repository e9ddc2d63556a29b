/// What a client holds of its conversations, folded from logs: each conversation's window of messages and
/// its state ([Timeline]), and which differences to fetch ([Conversations]).
///
/// Not here: connections, and sending. Invariant: `have` rises without gap; what is held up to `have` is
/// what a fresh snapshot would show (G4, G6); each message above the starting point is told once, by
/// ascending seq.
@NullMarked
package chat.hearth.client.sync;

import org.jspecify.annotations.NullMarked;
