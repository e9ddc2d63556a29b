package chat.hearth.storage.engine;

/// Where batches of writes go. Used by one thread at a time.
public interface Engine extends AutoCloseable {
    /// Starts the transaction of one batch; the one before has ended.
    ///
    /// @throws chat.hearth.core.outcome.StoreUnavailable if the engine can't write now
    Transaction begin();

    @Override
    void close();
}
