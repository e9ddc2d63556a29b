package chat.hearth.core.log;

/// Follows the commits of this node, on the store's releasing thread: it must not block.
///
/// Per conversation and per user, changes come in the order of their numbers. A write's own waiter is
/// completed right before its changes are released, so that an ack and the events around it reach a
/// connection in one order. The entry with which a conversation appears in a user's inbox is released before
/// any later change of that conversation, so that a newcomer misses none.
public interface CommitListener {
    /// One change of the commit with this mark.
    void released(long mark, Change change);

    /// All changes of this commit, and of all with a lower mark, have been released: a resume from the next
    /// mark on misses none of them.
    void committed(long mark);
}
