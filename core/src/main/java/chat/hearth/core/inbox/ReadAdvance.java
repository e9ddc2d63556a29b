package chat.hearth.core.inbox;

/// A wish to move a user's watermarks of one conversation forward.
///
/// @param seq read up to here; 0 = nothing to say of reading
/// @param deliveredSeq on a device up to here; 0 = nothing to say of that, but what is read was delivered
public record ReadAdvance(long user, long conversation, long seq, long deliveredSeq) {
    /// A wish of reading alone.
    public ReadAdvance(long user, long conversation, long seq) {
        this(user, conversation, seq, 0);
    }
}
