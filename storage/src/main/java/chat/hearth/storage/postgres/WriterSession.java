package chat.hearth.storage.postgres;

import chat.hearth.storage.sql.Journal;
import chat.hearth.storage.sql.KeptStatements;
import chat.hearth.storage.sql.Sequences;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/// One writer's connection with all that is prepared on it.
final class WriterSession implements AutoCloseable {
    final Connection connection;
    final Handle handle;
    final WrittenStatements written = new WrittenStatements();
    final Sequences sequences;
    final LockedHeads heads;
    final AppendArrays appends;
    final Journal journal;
    private final PreparedStatement takeMark;

    /// What a transaction is told at its start.
    ///
    /// @param mark its own id
    /// @param horizon every transaction with a lower id has ended
    /// @param activeAtMs by which lists are ordered
    record Start(long mark, long horizon, long activeAtMs) {}

    WriterSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.handle = KeptStatements.handleOn(connection, written);
        this.sequences = new Sequences(handle, PostgresDialect.ONLY);
        this.heads = new LockedHeads(connection);
        this.appends = new AppendArrays(connection, heads, written);
        this.journal = new Journal(handle);
        this.takeMark = connection.prepareStatement("""
                SELECT pg_current_xact_id()::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                """);
    }

    /// Begins a transaction.
    ///
    /// @param activeAt the last time of this kind; moved on
    Start begin(AtomicLong activeAt, long nowMs) throws SQLException {
        written.forget();
        try (var row = takeMark.executeQuery()) {
            row.next();
            return new Start(row.getLong(1), row.getLong(2), activeAt.updateAndGet(last -> Math.max(last + 1, nowMs)));
        }
    }

    @Override
    public void close() throws SQLException {
        // Not through the handle, which won't close in an open transaction; here that is the point.
        connection.close();
    }
}
