package chat.hearth.storage.postgres;

import chat.hearth.core.environment.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/// The row that says whose data this is.
final class EnvironmentRow {
    /// A dump that was restored, or a server that was made anew, counts transactions from the start: the marks
    /// that are stored are from another count, and so are those that devices hold.
    private static final String MARKS_ARE_FOREIGN = """
            SELECT coalesce((SELECT max(id) FROM commit_journal), 0)
                   >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            """;
    private static final String START_OVER = """
            UPDATE environment SET epoch = epoch + 1;
            UPDATE conversation SET last_mark = 0 WHERE last_mark > 0;
            DELETE FROM commit_journal
            """;

    private EnvironmentRow() {}

    /// Names the environment of a new database, once: who comes second finds the first one's name.
    static Environment claim(Connection connection, Supplier<String> newId) throws SQLException {
        if (isTrue(connection, MARKS_ARE_FOREIGN)) {
            connection.setAutoCommit(false);
            PostgresConnections.execute(connection, START_OVER);
            connection.commit();
            connection.setAutoCommit(true);
        }
        if (read(connection).id().isEmpty()) {
            try (var update = connection.prepareStatement("UPDATE environment SET env_id = ? WHERE env_id = ''")) {
                update.setString(1, newId.get());
                update.executeUpdate();
            }
        }
        return read(connection);
    }

    static Environment read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT env_id, epoch FROM environment")) {
            row.next();
            return new Environment(row.getString(1), row.getLong(2));
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
