package chat.hearth.storage.engine;

import java.util.function.Function;

/// Where reads go.
public interface Snapshots extends AutoCloseable {
    /// Runs queries that all see the same commits. Blocks.
    ///
    /// @throws chat.hearth.core.outcome.StoreUnavailable if the engine can't read now or not in time
    <T> T read(Function<Snapshot, T> queries);

    @Override
    void close();
}
