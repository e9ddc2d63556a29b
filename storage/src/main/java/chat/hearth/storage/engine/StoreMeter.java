package chat.hearth.storage.engine;

/// Is told how a store fares, for metrics. Called on the store's hot threads and on its callers': must be
/// quick, safe for many threads, and must not throw.
public interface StoreMeter {
    /// Counts nothing.
    StoreMeter NONE = new StoreMeter() {};

    /// A batch of writes became durable.
    ///
    /// @param nanos from the start of its transaction to the end of its commit
    default void committed(int writes, long nanos) {}

    /// Writes were refused because the engine could not write.
    default void writesRefused(int writes) {}

    /// A write was refused because the queue was full.
    default void writeQueueFull() {}

    /// A read was refused because its queue was full.
    default void readQueueFull() {}

    /// A read was given up at its deadline.
    default void readTimedOut() {}
}
