package chat.hearth.storage.sqlite;

import chat.hearth.storage.sql.Journal;
import chat.hearth.storage.sql.KeptStatements;
import chat.hearth.storage.sql.Sequences;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConnection;

/// The writer's connection with all that is prepared and remembered on it.
final class WriterSession implements AutoCloseable {
    final Connection connection;
    final Handle handle;
    final Sequences sequences;
    final AppendStatements appends;
    final KnownHeads heads;
    final Journal journal;
    long lastMark;
    /// Lists are ordered by it: the time, but higher with each commit, whatever the clock does.
    long lastAtMs;

    WriterSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.handle = KeptStatements.handleOn(connection);
        this.sequences = new Sequences(handle, SqliteDialect.ONLY);
        this.heads = new KnownHeads(connection);
        this.appends = new AppendStatements(connection, heads);
        this.journal = new Journal(handle);
        this.lastMark = journal.lastMark();
        this.lastAtMs = journal.lastAtMs();
    }

    /// Rows written since the connection was opened.
    long rowsWritten() throws SQLException {
        return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
    }

    /// Forgets what the undone transaction may have changed.
    void rolledBack() {
        heads.forgetAll();
        sequences.rolledBack();
    }

    @Override
    public void close() throws SQLException {
        appends.close();
        heads.close();
        // Not through the handle, which won't close in an open transaction; here that is the point.
        connection.close();
    }
}
