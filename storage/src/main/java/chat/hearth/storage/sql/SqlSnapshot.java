package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.log.JournalSlice;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.core.session.Device;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.engine.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// All reads of one read transaction.
public record SqlSnapshot(Handle handle, Dialect dialect) implements Snapshot {
    @Override
    public Optional<StoredUser> user(UserId id) {
        return new UserRows(handle).byId(id);
    }

    @Override
    public Optional<StoredUser> user(long key) {
        return new UserRows(handle).byKey(key);
    }

    @Override
    public Optional<StoredUser> userByName(String name) {
        return new UserRows(handle).byName(name);
    }

    @Override
    public List<StoredUser> users(Collection<UserId> ids) {
        return new UserRows(handle).byIds(ids);
    }

    @Override
    public List<Device> devices(DeviceId id) {
        return new DeviceRows(handle).byId(id);
    }

    @Override
    public Optional<Device> device(long key) {
        return new DeviceRows(handle).byKey(key);
    }

    @Override
    public List<SeenDevice> devicesOf(long user, int limit) {
        return new DeviceRows(handle).ofUser(user, limit);
    }

    @Override
    public Optional<StoredConversation> conversation(ConversationId id) {
        return new ConversationRows(handle).byId(id);
    }

    @Override
    public Optional<StoredConversation> conversation(long key) {
        return new ConversationRows(handle).byKey(key);
    }

    @Override
    public Optional<Membership> membership(long conversation, long user) {
        return new MemberRows(handle).of(conversation, user);
    }

    @Override
    public List<Membership> members(long conversation, long afterUser, int limit) {
        return new MemberRows(handle).present(conversation, afterUser, limit);
    }

    @Override
    public Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest) {
        return new SendKeyRows(handle).find(sender, cid).map(send -> send.answer(digest));
    }

    @Override
    public HistorySlice range(HistoryQuery query) {
        return new MessageRows(handle).range(query);
    }

    @Override
    public DiffSlice diff(DiffQuery query) {
        return new DiffRows(handle).read(query);
    }

    @Override
    public InboxPage page(long user, int limit, String after) {
        return new InboxRows(handle).page(user, limit, after);
    }

    @Override
    public Optional<InboxEntry> entry(long user, long conversation) {
        return new InboxRows(handle).entry(user, conversation);
    }

    @Override
    public long[] conversationsOf(long user) {
        return new InboxRows(handle).conversationsOf(user);
    }

    @Override
    public List<Reached> reached(long conversation, long seq, int limit) {
        return new ReachedRows(handle).list(conversation, seq, limit);
    }

    @Override
    public int readerCount(long conversation, long seq) {
        return new ReachedRows(handle).readers(conversation, seq);
    }

    @Override
    public ResumeSnapshot resume(ResumeQuery query) {
        return new ResumeRows(handle, dialect).read(query);
    }

    @Override
    public long mark() {
        return dialect.nextMark(handle) - 1;
    }

    @Override
    public JournalSlice journal(long after) {
        return new JournalRows(handle).after(after, mark());
    }
}
