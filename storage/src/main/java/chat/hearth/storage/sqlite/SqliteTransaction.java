package chat.hearth.storage.sqlite;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.sql.Append;
import chat.hearth.storage.sql.SqlWrites;
import chat.hearth.storage.sql.Touches;
import chat.hearth.storage.sql.WriteContext;
import java.sql.SQLException;
import java.util.List;

/// One BEGIN IMMEDIATE … COMMIT. The driver begins and commits by its auto-commit switch; so no transaction
/// is open between batches, when it would hold back checkpoints.
final class SqliteTransaction implements Transaction {
    private final SqliteEngine engine;
    private final WriterSession session;
    private final WriteContext context;
    private final SqlWrites writes;
    private final long rowsBefore;

    SqliteTransaction(SqliteEngine engine, WriterSession session, long nowMs) throws SQLException {
        this.engine = engine;
        this.session = session;
        session.lastAtMs = Math.max(session.lastAtMs + 1, nowMs);
        this.context = new WriteContext(
                session.handle, session.sequences, new Touches(), session.lastMark + 1, nowMs, session.lastAtMs);
        this.writes = new SqlWrites(context);
        this.rowsBefore = session.rowsWritten();
    }

    /// Work that may fail as SQL does.
    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T translating(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException | RuntimeException e) {
            throw SqliteFaults.translate(e);
        }
    }

    @Override
    public List<AppendOutcome> append(List<PendingMessage> run) {
        return translating(() -> new Append(context, session.appends).run(run));
    }

    @Override
    public Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
        return translating(() -> writes.put(id, profile));
    }

    @Override
    public Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        return translating(() -> writes.issue(user, id, platform, tokenHash, expiresAtMs));
    }

    @Override
    public Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
        return translating(() -> writes.revoke(user, ids));
    }

    @Override
    public Applied<Boolean> redeem(long device, long ticketNo) {
        return translating(() -> writes.redeem(device, ticketNo));
    }

    @Override
    public Applied<StoredConversation> create(NewConversation conversation) {
        return translating(() -> writes.create(conversation));
    }

    @Override
    public Applied<Outcome<StoredConversation>> addMembers(long conversation, long by, List<Long> users, int limit) {
        session.heads.forget(conversation);
        return translating(() -> writes.addMembers(conversation, by, users, limit));
    }

    @Override
    public Applied<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        return translating(() -> writes.advance(advances));
    }

    @Override
    public Applied<Boolean> sweep() {
        return translating(writes::sweep);
    }

    @Override
    public Committed commit() {
        boolean hasWritten = translating(() -> session.rowsWritten() > rowsBefore);
        if (hasWritten) {
            translating(() -> {
                session.journal.write(context.mark(), context.activeAtMs(), context.touches());
                return true;
            });
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
