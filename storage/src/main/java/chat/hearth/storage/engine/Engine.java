package chat.hearth.storage.engine;

/// Where batches of writes go. Used by one thread at a time.
public interface Engine extends AutoCloseable {
    /// Starts the transaction of one batch; the one before has ended.
    ///
    /// @param claims what the batch will write to; an engine that is the only writer needs none of it
    /// @throws chat.hearth.core.outcome.StoreUnavailable if the engine can't write now
    /// @throws LostTransaction if it may work when tried again
    Transaction begin(Claims claims);

    @Override
    void close();
}
