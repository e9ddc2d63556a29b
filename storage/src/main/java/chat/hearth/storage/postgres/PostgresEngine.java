package chat.hearth.storage.postgres;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer. A connection that failed is closed, and the next batch opens another.
final class PostgresEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

    private final PostgresConnections connections;
    private final InstantSource clock;
    private final AtomicLong activeAt;
    private final CommitResolution resolution;
    private @Nullable WriterSession session;

    /// @param activeAt shared by the writers of a store: by it lists are ordered, whatever the clock does
    PostgresEngine(PostgresConnections connections, InstantSource clock, AtomicLong activeAt, Duration resolveWithin) {
        this.activeAt = activeAt;
        this.connections = connections;
        this.clock = clock;
        this.resolution = new CommitResolution(connections, resolveWithin);
    }

    @Override
    public Transaction begin(Claims claims) {
        var current = session();
        try {
            long nowMs = clock.millis();
            var start = current.begin(activeAt, nowMs);
            var skipped = current.heads.lock(claims);
            return new PostgresTransaction(this, current, start, skipped, nowMs);
        } catch (SQLException | RuntimeException e) {
            discard();
            throw PostgresFaults.translate(e);
        }
    }

    CommitResolution resolution() {
        return resolution;
    }

    /// Closes the connection, and with it whatever transaction it may still be in.
    void discard() {
        var current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException | RuntimeException e) {
                LOG.warn("A writer's connection did not close cleanly", e);
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
            } catch (SQLException e) {
                throw new StoreUnavailable("the database can't be opened for writing", e);
            }
            session = current;
        }
        return current;
    }
}
