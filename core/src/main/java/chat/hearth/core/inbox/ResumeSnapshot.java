package chat.hearth.core.inbox;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.DiffSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a device missed, read in one snapshot.
///
/// @param nextMark the mark to resume from after this
/// @param pts the head of the personal log
/// @param touched conversations with changes at or after the asked mark in which the user is present; in direct
///   ones the other's reading or receiving on is such a change
/// @param entries inbox entries changed after the asked pts, by ascending pts
public record ResumeSnapshot(long nextMark, long pts, List<Touched> touched, List<InboxEntry> entries) {
    public ResumeSnapshot {
        touched = List.copyOf(touched);
        entries = List.copyOf(entries);
    }

    /// One conversation that moved on.
    ///
    /// @param diff the rows that changed since what the device holds; null: only the position is told
    /// @param counterpartReadSeq how far the other has read, in a direct conversation; else 0
    /// @param counterpartDeliveredSeq how far a device of the other has received, in a direct conversation; else 0
    public record Touched(
            StoredConversation conversation,
            @Nullable DiffSlice diff,
            long counterpartReadSeq,
            long counterpartDeliveredSeq) {
        /// A conversation of which the other has read everything delivered.
        public Touched(StoredConversation conversation, @Nullable DiffSlice diff, long counterpartReadSeq) {
            this(conversation, diff, counterpartReadSeq, counterpartReadSeq);
        }
    }
}
