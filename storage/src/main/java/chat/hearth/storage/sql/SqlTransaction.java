package chat.hearth.storage.sql;

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
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import java.sql.SQLException;
import java.util.List;

/// The writes of one transaction, which are the same on every SQL engine. How it begins, commits and ends, and what
/// its engine's faults mean, is the engine's own.
public abstract class SqlTransaction implements Transaction {
    protected final WriteContext context;
    private final AppendTables tables;
    private final SqlWrites writes;

    /// @param tables of this engine's append path
    protected SqlTransaction(WriteContext context, AppendTables tables) {
        this.context = context;
        this.tables = tables;
        this.writes = new SqlWrites(context);
    }

    /// Work that may fail as SQL does.
    @FunctionalInterface
    protected interface Work<T> {
        /// Does it.
        T run() throws SQLException;
    }

    /// What a fault of this engine means.
    protected abstract RuntimeException translate(Exception fault);

    /// Forgets what is known of a conversation's head, before a write that moves it by itself.
    protected abstract void forgetHead(long conversation);

    /// Does the work; its faults are translated.
    protected final <T> T translating(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException | RuntimeException e) {
            throw translate(e);
        }
    }

    /// Writes the commit's row of the journal.
    protected final void writeJournal(Journal journal) {
        translating(() -> {
            journal.write(context.mark(), context.activeAtMs(), context.touches());
            return true;
        });
    }

    @Override
    public List<AppendOutcome> append(List<PendingMessage> run) {
        return translating(() -> new Append(context, tables).run(run));
    }

    @Override
    public final Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
        return translating(() -> writes.put(id, profile));
    }

    @Override
    public final Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        return translating(() -> writes.issue(user, id, platform, tokenHash, expiresAtMs));
    }

    @Override
    public final Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
        return translating(() -> writes.revoke(user, ids));
    }

    @Override
    public final Applied<Boolean> redeem(long device, long ticketNo) {
        return translating(() -> writes.redeem(device, ticketNo));
    }

    @Override
    public final Applied<StoredConversation> create(NewConversation conversation) {
        return translating(() -> writes.create(conversation));
    }

    @Override
    public final Applied<Outcome<StoredConversation>> addMembers(
            long conversation, long by, List<Long> users, int limit) {
        forgetHead(conversation);
        return translating(() -> writes.addMembers(conversation, by, users, limit));
    }

    @Override
    public final Applied<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        return translating(() -> writes.advance(advances));
    }

    @Override
    public final Applied<Boolean> sweep() {
        return translating(writes::sweep);
    }
}
