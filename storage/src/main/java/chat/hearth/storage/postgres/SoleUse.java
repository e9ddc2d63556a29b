package chat.hearth.storage.postgres;

import chat.hearth.storage.engine.StoreUnopenable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the advisory lock that keeps a second server off the database, on a connection of its own: the lock
/// lasts as long as the connection. A second server would store rightly, but its users and ours would not hear
/// of each other.
final class SoleUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoleUse.class);
    /// "hearth" as a number: advisory locks are per database, and have no other names.
    private static final long KEY = 0x686561727468L;
    /// The session of a server that died is noticed by PostgreSQL within half a minute at most.
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final PostgresConnections connections;
    private Connection connection;

    private SoleUse(PostgresConnections connections, Connection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    /// Waits a little for a server that has just ended.
    static SoleUse of(PostgresConnections connections) throws SQLException {
        return of(connections, PATIENCE);
    }

    static SoleUse of(PostgresConnections connections, Duration patience) throws SQLException {
        var connection = connections.plain();
        try {
            PostgresConnections.execute(connection, """
                    SET tcp_keepalives_idle = 10;
                    SET tcp_keepalives_interval = 5;
                    SET tcp_keepalives_count = 4
                    """);
            long end = System.nanoTime() + patience.toNanos();
            while (!isLocked(connection)) {
                if (System.nanoTime() > end) {
                    throw new StoreUnopenable(connections.login().shown() + " is in use; stop the other server first");
                }
                Thread.sleep(PAUSE);
            }
            return new SoleUse(connections, connection);
        } catch (InterruptedException e) {
            connection.close();
            Thread.currentThread().interrupt();
            throw new StoreUnopenable("interrupted while waiting for the database", e);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Takes the lock again if its connection was lost.
    ///
    /// @return false: another server has it
    boolean isStillOurs() {
        try {
            PostgresConnections.execute(connection, "SELECT 1");
            return true;
        } catch (SQLException e) {
            LOG.info("The connection that holds the database's lock was lost: {}", e.getMessage());
            return isTakenAgain();
        }
    }

    private boolean isTakenAgain() {
        close();
        try {
            var another = connections.plain();
            if (isLocked(another)) {
                connection = another;
                return true;
            }
            another.close();
            return false;
        } catch (SQLException _) {
            // Out of reach: as long as we can't write, nobody is harmed, and the next look will tell.
            return true;
        }
    }

    private static boolean isLocked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("The connection that holds the database's lock did not close cleanly", e);
        }
    }
}
