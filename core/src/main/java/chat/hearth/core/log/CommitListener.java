package chat.hearth.core.log;

/// Follows the commits of this node, on the store's releasing thread: it must not block.
///
/// Per conversation and per user, changes come in the order of their numbers. A write's own waiter is
/// completed right before its changes are released, so that an ack and the events around it reach a
/// connection in one order.
public interface CommitListener {
    /// One change of the commit with this mark.
    void released(long mark, Change change);

    /// All changes of this commit, and of all before it, have been released.
    void committed(long mark);
}
