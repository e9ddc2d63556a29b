package chat.hearth.storage.sqlite;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.engine.UncertainCommit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the log short and old rows few, beside the commits.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long CHECKPOINT_MS = 200;
    private static final long SWEEP_MS = 60_000;
    private static final long CLOSE_S = 30;
    private static final long MIB = 1024L * 1024;

    private final Connection connection;
    private final Path log;
    private final SqliteOptions.LogLimits limits;
    private final SqliteEngine engine;
    private final Consumer<Throwable> onUncertainCommit;
    private final ScheduledExecutorService thread;

    Upkeep(
            SqliteConnections connections,
            SqliteOptions.LogLimits limits,
            SqliteEngine engine,
            Consumer<Throwable> onUncertainCommit)
            throws SQLException {
        this.connection = connections.writer();
        this.log = connections.file().resolveSibling(connections.file().getFileName() + "-wal");
        this.limits = limits;
        this.engine = engine;
        this.onUncertainCommit = onUncertainCommit;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("hearth-upkeep").factory());
    }

    void start(GroupCommit commits) {
        var _ = thread.scheduleWithFixedDelay(this::checkpoint, CHECKPOINT_MS, CHECKPOINT_MS, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(() -> sweep(commits), SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    private void checkpoint() {
        try {
            if (uncopiedPages("NOOP") * SqliteConnections.PAGE_BYTES > limits.checkpointMib() * MIB) {
                uncopiedPages("PASSIVE");
            }
            if (Files.exists(log) && Files.size(log) > limits.truncateMib() * MIB) {
                engine.wantTruncate();
            }
        } catch (SQLException | IOException e) {
            if (SqliteFaults.translate(e) instanceof UncertainCommit uncertain) {
                onUncertainCommit.accept(uncertain);
            }
            LOG.warn("The log could not be copied into the database file", e);
        }
    }

    /// How much of the log is not in the file yet, after a checkpoint of this kind.
    private long uncopiedPages(String kind) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA wal_checkpoint(" + kind + ")")) {
            return result.next() ? result.getLong(2) - result.getLong(3) : 0;
        }
    }

    private void sweep(GroupCommit commits) {
        var _ = commits.submit(Transaction::sweep).whenComplete((hasMore, fault) -> {
            if (fault != null && !(fault instanceof StoreUnavailable)) {
                LOG.warn("Old rows could not be removed", fault);
            } else if (fault == null && hasMore && !thread.isShutdown()) {
                sweep(commits);
            }
        });
    }

    /// Ends the thread and copies the rest of the log, so that the file alone is the whole database. Call
    /// when nobody else uses it any more.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
                LOG.warn("A checkpoint still ran when the store closed");
            }
            connection.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly", e);
        }
    }
}
