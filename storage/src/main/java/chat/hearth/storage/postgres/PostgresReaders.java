package chat.hearth.storage.postgres;

import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.Snapshot;
import chat.hearth.storage.engine.Snapshots;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.sql.KeptStatements;
import chat.hearth.storage.sql.SqlSnapshot;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads on the caller's thread: the driver waits on a socket, which lets a virtual thread's carrier go.
///
/// Connections are opened when needed, up to the limit, and kept; one that failed is closed. A read whose kept
/// connection turns out to be lost is run once more on a fresh one: the server may have restarted since.
final class PostgresReaders implements Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresReaders.class);

    private final PostgresConnections connections;
    private final PostgresOptions.ReadLimits limits;
    private final StoreMeter meter;
    private final Semaphore slots;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean isClosed;

    PostgresReaders(PostgresConnections connections, PostgresOptions.ReadLimits limits, StoreMeter meter) {
        this.connections = connections;
        this.limits = limits;
        this.meter = meter;
        this.slots = new Semaphore(limits.connections(), true);
    }

    @Override
    public <T> T read(Function<Snapshot, T> queries) {
        takeSlot();
        try {
            if (isClosed) {
                throw new StoreUnavailable("the store is closed");
            }
            return readInSlot(queries);
        } finally {
            slots.release();
        }
    }

    private void takeSlot() {
        if (slots.tryAcquire()) {
            return;
        }
        try {
            if (waiting.incrementAndGet() > limits.queueMax()) {
                meter.readQueueFull();
                throw new StoreOverloaded("the read queue is full");
            }
            if (!slots.tryAcquire(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                meter.readTimedOut();
                throw new StoreUnavailable("a read waited longer than " + limits.deadline());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting to read", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private <T> T readInSlot(Function<Snapshot, T> queries) {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return inSnapshot(kept, queries);
            } catch (LostTransaction e) {
                LOG.info("A reader's connection was lost: {}", e.getMessage());
            }
        }
        try {
            return inSnapshot(open(), queries);
        } catch (LostTransaction e) {
            throw new StoreUnavailable("the database can't be read", e);
        }
    }

    private Handle open() {
        try {
            return KeptStatements.handleOn(connections.reader(limits.deadline()));
        } catch (SQLException e) {
            throw new StoreUnavailable("the database can't be opened for reading", e);
        }
    }

    private <T> T inSnapshot(Handle handle, Function<Snapshot, T> queries) {
        boolean isHealthy = false;
        try {
            var answer = queries.apply(new SqlSnapshot(handle, PostgresDialect.ONLY));
            handle.getConnection().commit();
            isHealthy = true;
            return answer;
        } catch (SQLException | RuntimeException e) {
            if (PostgresFaults.state(e).equals(PostgresFaults.CANCELLED)) {
                meter.readTimedOut();
            }
            isHealthy = isUndone(handle);
            throw PostgresFaults.translate(e);
        } finally {
            if (isHealthy && !isClosed) {
                idle.addFirst(handle);
            } else {
                close(handle);
            }
        }
    }

    private static boolean isUndone(Handle handle) {
        try {
            handle.getConnection().rollback();
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private static void close(Handle handle) {
        try {
            handle.getConnection().close();
        } catch (SQLException e) {
            LOG.warn("A reader's connection did not close cleanly", e);
        }
    }

    /// Waits for the reads under way, at most as long as one may take.
    @Override
    public void close() {
        isClosed = true;
        try {
            if (!slots.tryAcquire(limits.connections(), limits.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Reads still ran when the store closed");
            } else {
                slots.release(limits.connections());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var handle = idle.pollFirst(); handle != null; handle = idle.pollFirst()) {
            close(handle);
        }
    }
}
