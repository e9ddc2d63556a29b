package chat.hearth.storage.engine;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The reads of core's ports, against one state of the store. Valid only inside [Snapshots#read].
public interface Snapshot {
    Optional<StoredUser> user(UserId id);

    Optional<StoredUser> user(long key);

    Optional<StoredUser> userByName(String name);

    List<StoredUser> users(Collection<UserId> ids);

    List<Device> devices(DeviceId id);

    Optional<Device> device(long key);

    List<SeenDevice> devicesOf(long user, int limit);

    Optional<StoredConversation> conversation(ConversationId id);

    Optional<StoredConversation> conversation(long key);

    Optional<Membership> membership(long conversation, long user);

    List<Membership> members(long conversation, long afterUser, int limit);

    Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest);

    HistorySlice range(HistoryQuery query);

    DiffSlice diff(DiffQuery query);

    InboxPage page(long user, int limit, String after);

    Optional<InboxEntry> entry(long user, long conversation);

    long[] conversationsOf(long user);

    List<Reached> reached(long conversation, long seq, int limit);

    int readerCount(long conversation, long seq);

    ResumeSnapshot resume(ResumeQuery query);

    /// The mark up to which every commit is in this state.
    long mark();

    /// What the commits after a mark touched; see [chat.hearth.core.log.CommitJournal].
    JournalSlice journal(long after);
}
