package chat.hearth.core.inbox;

/// The stored watermarks of one user in one conversation.
///
/// @param pts the personal log position of the last reading on
/// @param hasMoved the read position moved with this advance; the delivered one may have moved with it
/// @param deliveredSeq on a device up to here; never below `readSeq`
/// @param hasReached the delivered position moved and the read one stood
public record ReadPosition(
        long user,
        long conversation,
        long readSeq,
        long readCounted,
        long pts,
        boolean hasMoved,
        long deliveredSeq,
        boolean hasReached) {
    /// A position up to which everything delivered is read.
    public ReadPosition(long user, long conversation, long readSeq, long readCounted, long pts, boolean hasMoved) {
        this(user, conversation, readSeq, readCounted, pts, hasMoved, readSeq, false);
    }
}
