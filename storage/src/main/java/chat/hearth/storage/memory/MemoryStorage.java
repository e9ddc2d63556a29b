package chat.hearth.storage.memory;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.Snapshot;
import chat.hearth.storage.engine.Snapshots;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.engine.UncertainCommit;
import java.time.InstantSource;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// Opens stores that live as long as the process.
public final class MemoryStorage {
    private MemoryStorage() {}

    /// An empty store with room for `queueMax` waiting writes.
    public static Store open(String environmentId, InstantSource clock, int queueMax) {
        var engine = new MemoryEngine(clock);
        var limits = new CommitLimits(queueMax, 1, CommitLimits.DEFAULT.handOverMax());
        var commits = new GroupCommit(engine, limits, StoreMeter.NONE, fault -> {
            throw new UncertainCommit("a fault of the memory engine", fault);
        });
        return new EngineStore(new Environment(environmentId, 1), commits, engine, () -> {});
    }

    /// An empty store with a queue of the usual length.
    public static Store open(String environmentId, InstantSource clock) {
        return open(environmentId, clock, CommitLimits.DEFAULT.queueMax());
    }

    private static final class MemoryEngine implements Engine, Snapshots {
        private final Tables tables = new Tables();
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private final InstantSource clock;

        MemoryEngine(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public Transaction begin(Claims claims) {
            lock.writeLock().lock();
            return new MemoryTransaction(tables, clock.millis(), lock.writeLock()::unlock);
        }

        @Override
        public <T> T read(Function<Snapshot, T> queries) {
            lock.readLock().lock();
            try {
                return queries.apply(new MemorySnapshot(tables));
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void close() {}
    }
}
