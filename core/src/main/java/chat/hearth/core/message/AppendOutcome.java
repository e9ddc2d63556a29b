package chat.hearth.core.message;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.outcome.Refusal;

/// What became of a [NewMessage].
public sealed interface AppendOutcome {
    /// It is on disk.
    ///
    /// @param counted the conversation's counted number at this message: its own if it counts, else the one
    ///   before
    /// @param isDuplicate an earlier attempt with this cid had stored it; the other fields are that one's
    record Stored(long messageId, long seq, long change, long counted, long sentAtMs, boolean isDuplicate)
            implements AppendOutcome {

        /// Where the conversation's log stands with this message.
        public Heads heads() {
            return new Heads(seq, change, counted);
        }
    }

    /// Nothing was stored: CONFLICT, PREDECESSOR_MISSING, a right that is missing, OVERLOADED, UNAVAILABLE.
    record Refused(Refusal refusal) implements AppendOutcome {}
}
