package chat.hearth.storage.sqlite;

import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.sql.SqlTransaction;
import chat.hearth.storage.sql.Touches;
import chat.hearth.storage.sql.WriteContext;
import java.sql.SQLException;

/// One BEGIN IMMEDIATE … COMMIT. The driver begins and commits by its auto-commit switch; so no transaction
/// is open between batches, when it would hold back checkpoints.
final class SqliteTransaction extends SqlTransaction {
    private final SqliteEngine engine;
    private final WriterSession session;
    private final long rowsBefore;

    private SqliteTransaction(SqliteEngine engine, WriterSession session, WriteContext context) throws SQLException {
        super(context, session.appends);
        this.engine = engine;
        this.session = session;
        this.rowsBefore = session.rowsWritten();
    }

    static SqliteTransaction of(SqliteEngine engine, WriterSession session, long nowMs) throws SQLException {
        session.lastAtMs = Math.max(session.lastAtMs + 1, nowMs);
        var context = new WriteContext(
                session.handle, session.sequences, new Touches(), session.lastMark + 1, nowMs, session.lastAtMs);
        return new SqliteTransaction(engine, session, context);
    }

    @Override
    protected RuntimeException translate(Exception fault) {
        return SqliteFaults.translate(fault);
    }

    @Override
    protected void forgetHead(long conversation) {
        session.heads.forget(conversation);
    }

    @Override
    public Committed commit() {
        boolean hasWritten = translating(() -> session.rowsWritten() > rowsBefore);
        if (hasWritten) {
            writeJournal(session.journal);
        }
        try {
            session.connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw SqliteFaults.translateCommit(e);
        }
        return hasWritten ? committed() : Committed.NOTHING;
    }

    private Committed committed() {
        session.lastMark = context.mark();
        engine.countRows(translating(session::rowsWritten) - rowsBefore);
        // The only writer: no other transaction is under way.
        return new Committed(context.mark(), context.mark() + 1);
    }

    @Override
    public void rollback() {
        session.rolledBack();
        try {
            session.connection.rollback();
            session.connection.setAutoCommit(true);
        } catch (SQLException _) {
            engine.discard();
        }
    }
}
