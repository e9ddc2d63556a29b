package chat.hearth.storage.sqlite;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.Transaction;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes batches to the file. A connection that failed is closed, and the next batch opens another.
final class SqliteEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final int TRUNCATE_WAIT_MS = 200;
    private static final int BUSY_MS = 5_000;

    private final SqliteConnections connections;
    private final InstantSource clock;
    private final AtomicBoolean isTruncateWanted = new AtomicBoolean();
    private final LongAdder rowsWritten = new LongAdder();
    private @Nullable WriterSession session;

    SqliteEngine(SqliteConnections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public Transaction begin(Claims claims) {
        var current = session();
        if (isTruncateWanted.compareAndSet(true, false)) {
            truncateLog(current);
        }
        try {
            current.connection.setAutoCommit(false);
            return SqliteTransaction.of(this, current, clock.millis());
        } catch (SQLException e) {
            discard();
            throw SqliteFaults.translate(e);
        }
    }

    /// Asks the writer to empty the log before its next batch.
    void wantTruncate() {
        isTruncateWanted.set(true);
    }

    /// Rows inserted, changed and deleted by committed batches.
    long rowsWritten() {
        return rowsWritten.sum();
    }

    void countRows(long rows) {
        rowsWritten.add(rows);
    }

    /// Closes the connection, and with it whatever transaction it may still be in.
    void discard() {
        var current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException | RuntimeException e) {
                LOG.warn("The writer's connection did not close cleanly", e);
            }
        }
    }

    @Override
    public void close() {
        discard();
    }

    private WriterSession session() {
        var current = session;
        if (current == null) {
            try {
                current = new WriterSession(connections.writer());
            } catch (SQLException | RuntimeException e) {
                throw new StoreUnavailable("the database can't be opened for writing", e);
            }
            session = current;
        }
        return current;
    }

    /// Readers in a snapshot keep the log; then it is tried again later rather than waited for.
    private static void truncateLog(WriterSession current) {
        try {
            SqliteConnections.execute(current.connection, "PRAGMA busy_timeout = " + TRUNCATE_WAIT_MS);
            SqliteConnections.execute(current.connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnections.execute(current.connection, "PRAGMA busy_timeout = " + BUSY_MS);
        } catch (SQLException e) {
            throw SqliteFaults.translate(e);
        }
    }
}
