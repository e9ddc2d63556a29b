package chat.hearth.storage.postgres;

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
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.sql.Append;
import chat.hearth.storage.sql.SqlWrites;
import chat.hearth.storage.sql.Touches;
import chat.hearth.storage.sql.WriteContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One BEGIN … COMMIT. Its mark is taken at its start, because rows carry it.
final class PostgresTransaction implements Transaction {
    private final PostgresEngine engine;
    private final WriterSession session;
    private final Set<Long> skipped;
    private final long horizon;
    private final WriteContext context;
    private final SqlWrites writes;
    private CommitResolution.@Nullable Witness witness;

    PostgresTransaction(
            PostgresEngine engine, WriterSession session, WriterSession.Start start, Set<Long> skipped, long nowMs) {
        this.engine = engine;
        this.session = session;
        this.skipped = skipped;
        this.horizon = start.horizon();
        this.context = new WriteContext(
                session.handle, session.sequences, new Touches(), start.mark(), nowMs, start.activeAtMs());
        this.writes = new SqlWrites(context);
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
            throw PostgresFaults.translate(e);
        }
    }

    @Override
    public Set<Long> skipped() {
        return skipped;
    }

    @Override
    public List<AppendOutcome> append(List<PendingMessage> run) {
        var outcomes = translating(() -> new Append(context, session.appends).run(run));
        for (int i = 0; witness == null && i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof AppendOutcome.Stored stored && !stored.isDuplicate()) {
                witness = new CommitResolution.Witness(run.get(i).message(), stored.messageId());
            }
        }
        return outcomes;
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
        if (!session.written.hasWritten()) {
            rollback();
            return new Committed(0, horizon);
        }
        translating(() -> {
            session.journal.write(context.mark(), context.activeAtMs(), context.touches());
            return true;
        });
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
