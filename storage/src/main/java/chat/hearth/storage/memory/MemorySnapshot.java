package chat.hearth.storage.memory;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Reads of users, devices, conversations; the rest is in [MemoryHistory] and [MemoryInbox].
record MemorySnapshot(Tables tables) implements Snapshot {
    @Override
    public Optional<StoredUser> user(UserId id) {
        return tables.usersByKey.values().stream()
                .filter(u -> u.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<StoredUser> user(long key) {
        return Optional.ofNullable(tables.usersByKey.get(key));
    }

    @Override
    public Optional<StoredUser> userByName(String name) {
        return tables.usersByKey.values().stream()
                .filter(u -> !name.isEmpty() && u.profile().name().equals(name))
                .findFirst();
    }

    @Override
    public List<StoredUser> users(Collection<UserId> ids) {
        return tables.usersByKey.values().stream()
                .filter(u -> ids.contains(u.id()))
                .toList();
    }

    @Override
    public List<Device> devices(DeviceId id) {
        return tables.devicesByKey.values().stream()
                .filter(d -> d.id().equals(id))
                .toList();
    }

    @Override
    public Optional<Device> device(long key) {
        return Optional.ofNullable(tables.devicesByKey.get(key));
    }

    @Override
    public List<SeenDevice> devicesOf(long user, int limit) {
        return tables.devicesByKey.values().stream()
                .filter(d -> d.user() == user && !d.isRevoked())
                .map(d -> new SeenDevice(d, tables.lastSeenMsByDevice.getOrDefault(d.key(), 0L)))
                .sorted(Comparator.comparingLong(SeenDevice::lastSeenMs)
                        .thenComparingLong(seen -> seen.device().key())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredConversation> conversation(ConversationId id) {
        return tables.conversationsByKey.values().stream()
                .map(c -> c.row)
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<StoredConversation> conversation(long key) {
        return Optional.ofNullable(tables.conversationsByKey.get(key)).map(c -> c.row);
    }

    @Override
    public Optional<Membership> membership(long conversation, long user) {
        return Optional.ofNullable(tables.conversationsByKey.get(conversation))
                .map(c -> c.membersByUser.get(user))
                .map(this::withReadSeq);
    }

    @Override
    public List<Membership> members(long conversation, long afterUser, int limit) {
        var found = tables.conversationsByKey.get(conversation);
        return found == null
                ? List.of()
                : found.membersByUser.tailMap(afterUser, false).values().stream()
                        .filter(Membership::isPresent)
                        .limit(limit)
                        .map(this::withReadSeq)
                        .toList();
    }

    @Override
    public Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest) {
        return new MemoryHistory(tables).earlier(sender, cid, digest);
    }

    @Override
    public HistorySlice range(HistoryQuery query) {
        return new MemoryHistory(tables).range(query);
    }

    @Override
    public DiffSlice diff(DiffQuery query) {
        return new MemoryHistory(tables).diff(query);
    }

    @Override
    public InboxPage page(long user, int limit, String after) {
        return new MemoryInbox(tables).page(user, limit, after);
    }

    @Override
    public Optional<InboxEntry> entry(long user, long conversation) {
        return Optional.ofNullable(tables.inbox(user).get(conversation))
                .map(row -> new MemoryInbox(tables).entry(user, conversation, row));
    }

    @Override
    public long[] conversationsOf(long user) {
        return new MemoryInbox(tables)
                .present(user)
                .mapToLong(e -> e.conversation().key())
                .toArray();
    }

    @Override
    public List<Reached> reached(long conversation, long seq, int limit) {
        return new MemoryInbox(tables).reached(conversation, seq).limit(limit).toList();
    }

    @Override
    public int readerCount(long conversation, long seq) {
        return (int) new MemoryInbox(tables)
                .reached(conversation, seq)
                .filter(Reached::hasRead)
                .count();
    }

    @Override
    public ResumeSnapshot resume(ResumeQuery query) {
        return new MemoryInbox(tables).resume(query);
    }

    @Override
    public long mark() {
        return tables.lastMark;
    }

    @Override
    public JournalSlice journal(long after) {
        var changes = new HashMap<Long, Long>();
        tables.conversationsByKey.forEach((key, found) -> {
            if (found.changedMark > after) {
                changes.put(key, found.row.heads().change());
            }
        });
        var pts = new HashMap<Long, Long>();
        tables.ptsMarkByUser.forEach((user, mark) -> {
            if (mark > after) {
                pts.put(user, tables.pts(user));
            }
        });
        return new JournalSlice(Math.max(after, tables.lastMark), changes, pts);
    }

    private Membership withReadSeq(Membership member) {
        return new MemoryInbox(tables).withReadSeq(member);
    }
}
