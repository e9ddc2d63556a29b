package chat.hearth.storage.postgres;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.sql.SqlTransaction;
import chat.hearth.storage.sql.Touches;
import chat.hearth.storage.sql.WriteContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One BEGIN … COMMIT. Its mark is taken at its start, because rows carry it.
final class PostgresTransaction extends SqlTransaction {
    private final PostgresEngine engine;
    private final WriterSession session;
    private final Set<Long> skipped;
    private final long horizon;
    private CommitResolution.@Nullable Witness witness;

    PostgresTransaction(
            PostgresEngine engine, WriterSession session, WriterSession.Start start, Set<Long> skipped, long nowMs) {
        super(
                new WriteContext(
                        session.handle, session.sequences, new Touches(), start.mark(), nowMs, start.activeAtMs()),
                session.appends);
        this.engine = engine;
        this.session = session;
        this.skipped = skipped;
        this.horizon = start.horizon();
    }

    @Override
    protected RuntimeException translate(Exception fault) {
        return PostgresFaults.translate(fault);
    }

    @Override
    protected void forgetHead(long conversation) {
        session.heads.forget(conversation);
    }

    @Override
    public Set<Long> skipped() {
        return skipped;
    }

    @Override
    public List<AppendOutcome> append(List<PendingMessage> run) {
        var outcomes = super.append(run);
        for (int i = 0; witness == null && i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof AppendOutcome.Stored stored && !stored.isDuplicate()) {
                witness = new CommitResolution.Witness(run.get(i).message(), stored.messageId());
            }
        }
        return outcomes;
    }

    @Override
    public Committed commit() {
        if (!session.written.hasWritten()) {
            rollback();
            return new Committed(0, horizon);
        }
        writeJournal(session.journal);
        try {
            session.connection.commit();
        } catch (SQLException e) {
            resolve(e);
        }
        return new Committed(context.mark(), horizon);
    }

    /// Returns if the transaction is kept after all.
    private void resolve(SQLException fault) {
        engine.discard();
        if (PostgresFaults.isRolledBack(fault)
                || !engine.resolution()
                        .isKept(context.mark(), context.activeAtMs(), context.touches(), witness, fault)) {
            throw new LostTransaction("the server did not commit", fault);
        }
    }

    @Override
    public void rollback() {
        try {
            session.connection.rollback();
        } catch (SQLException _) {
            engine.discard();
        }
    }
}
