package chat.hearth.storage.engine;

/// A transaction that has become durable.
///
/// @param mark its mark; 0 if there was nothing to commit
/// @param horizon every transaction with a mark below it has ended; 0 if nothing is known of that
public record Committed(long mark, long horizon) {
    /// There was nothing to commit, and nothing was learnt of others.
    public static final Committed NOTHING = new Committed(0, 0);
}
