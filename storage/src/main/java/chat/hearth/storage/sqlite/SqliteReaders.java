package chat.hearth.storage.sqlite;

import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Snapshot;
import chat.hearth.storage.engine.Snapshots;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.sql.KeptStatements;
import chat.hearth.storage.sql.SqlSnapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads on threads of its own: a call into SQLite would pin a virtual thread's carrier.
final class SqliteReaders implements Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteReaders.class);
    private static final long CLOSE_S = 10;

    private final Duration deadline;
    private final StoreMeter meter;
    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Handle> idle;

    SqliteReaders(SqliteConnections connections, SqliteOptions options) throws SQLException {
        deadline = options.readDeadline();
        meter = options.meter();
        idle = new ArrayBlockingQueue<>(options.readers());
        for (int i = 0; i < options.readers(); i++) {
            idle.add(KeptStatements.handleOn(connections.reader()));
        }
        threads = new ThreadPoolExecutor(
                options.readers(),
                options.readers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(options.readQueueMax()),
                Thread.ofPlatform().name("hearth-read-", 1).factory());
    }

    @Override
    public <T> T read(Function<Snapshot, T> queries) {
        Future<T> answer;
        try {
            answer = threads.submit(() -> inSnapshot(queries));
        } catch (RejectedExecutionException _) {
            if (threads.isShutdown()) {
                throw new StoreUnavailable("the store is closed");
            }
            meter.readQueueFull();
            throw new StoreOverloaded("the read queue is full");
        }
        return await(answer);
    }

    private <T> T await(Future<T> answer) {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            meter.readTimedOut();
            throw new StoreUnavailable("a read took longer than " + deadline, e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception fault
                    ? SqliteFaults.translate(fault)
                    : new IllegalStateException("a read failed", e);
        }
    }

    private <T> T inSnapshot(Function<Snapshot, T> queries) throws SQLException, InterruptedException {
        // Never waits: there are as many handles as threads.
        var handle = idle.take();
        try {
            handle.getConnection().setAutoCommit(false);
            return queries.apply(new SqlSnapshot(handle, SqliteDialect.ONLY));
        } finally {
            try {
                handle.getConnection().setAutoCommit(true);
            } finally {
                idle.add(handle);
            }
        }
    }

    private static void close(Handle handle) {
        try {
            handle.getConnection().close();
        } catch (SQLException e) {
            LOG.warn("A reader's connection did not close cleanly", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
                LOG.warn("Reads still ran when the store closed");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var handle = idle.poll(); handle != null; handle = idle.poll()) {
            close(handle);
        }
    }
}
