package chat.hearth.storage.postgres;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.outcome.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Opens connections with the settings that each use needs, whatever the role's own defaults are.
final class PostgresConnections {
    private static final int CONNECT_S = 10;
    private static final int SOCKET_SPARE_S = 5;

    /// A wait for a row ends before clients give up; a transaction whose owner fell silent ends before the
    /// next owner gives up waiting for it.
    private static final String WRITER_SETTINGS = """
            SET statement_timeout = 0;
            SET lock_timeout = '10s';
            SET idle_in_transaction_session_timeout = '20s';
            SET tcp_keepalives_idle = 10;
            SET tcp_keepalives_interval = 5;
            SET tcp_keepalives_count = 4;
            SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'
            """;

    /// Where connections come from.
    @FunctionalInterface
    interface Opener {
        Connection open(String url, Properties properties) throws SQLException;
    }

    private final PostgresLogin login;
    private final Opener opener;
    private volatile @Nullable Environment environment;

    PostgresConnections(PostgresLogin login, Opener opener) {
        this.login = login;
        this.opener = opener;
    }

    PostgresLogin login() {
        return login;
    }

    /// From here on writers and readers refuse a database that is not this one, or not at this epoch any more.
    void bindTo(Environment known) {
        environment = known;
    }

    /// For statements on their own.
    Connection plain() throws SQLException {
        return open(Duration.ZERO);
    }

    /// In transactions that read what is committed, and wait for COMMIT as long as it takes.
    Connection writer() throws SQLException {
        var connection = checked(open(Duration.ZERO));
        try {
            execute(connection, WRITER_SETTINGS);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// In snapshots.
    Connection reader(Duration deadline) throws SQLException {
        var connection = checked(open(deadline.plusSeconds(SOCKET_SPARE_S)));
        try {
            execute(connection, "SET statement_timeout = " + deadline.toMillis());
            execute(connection, "SET idle_in_transaction_session_timeout = '60s'");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Runs statements whose answers are not worth reading.
    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection checked(Connection connection) throws SQLException {
        try {
            var known = environment;
            if (known != null && !known.equals(EnvironmentRow.read(connection))) {
                throw new StoreUnavailable(
                        "the database at " + login.shown() + " was replaced or restored; " + "restart the server");
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open(Duration socketTimeout) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "hearth");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_S));
        properties.setProperty("loginTimeout", Integer.toString(2 * CONNECT_S));
        properties.setProperty("socketTimeout", Long.toString(socketTimeout.toSeconds()));
        properties.setProperty("socketFactory", KeptAliveSockets.class.getName());
        return opener.open(login.jdbcUrl(), properties);
    }
}
