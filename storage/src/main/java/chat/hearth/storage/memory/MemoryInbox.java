package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.storage.engine.PageStart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads of inboxes.
record MemoryInbox(Tables tables) {
    private static final Comparator<InboxEntry> NEWEST_FIRST = Comparator.<InboxEntry>comparingLong(
                    e -> e.conversation().lastAtMs())
            .thenComparingLong(e -> e.conversation().key())
            .reversed();

    Stream<InboxEntry> entries(long user) {
        return tables.inbox(user).entrySet().stream().map(e -> entry(user, e.getKey(), e.getValue()));
    }

    Stream<InboxEntry> present(long user) {
        return entries(user).filter(e -> e.membership().isPresent());
    }

    InboxPage page(long user, int limit, String after) {
        var start = PageStart.parse(after);
        var rest = present(user)
                .sorted(NEWEST_FIRST)
                .filter(e -> place(e).isAfter(start))
                .toList();
        var entries = rest.subList(0, Math.min(limit, rest.size()));
        return new InboxPage(
                entries, rest.size() > limit ? place(entries.getLast()).text() : "");
    }

    ResumeSnapshot resume(ResumeQuery query) {
        var touched = new ArrayList<Touched>();
        int room = query.maxEvents();
        for (var entry : present(query.user()).toList()) {
            long key = entry.conversation().key();
            if (tables.conversation(key).lastMark >= query.mark()) {
                var one = touched(entry, query.have().get(key), room);
                room -= size(one);
                touched.add(one);
            }
        }
        var entries = entries(query.user())
                .filter(e -> e.pts() > query.pts())
                .sorted(Comparator.comparingLong(InboxEntry::pts))
                .toList();
        return new ResumeSnapshot(tables.lastMark + 1, tables.pts(query.user()), touched, entries);
    }

    private Touched touched(InboxEntry entry, @Nullable Long have, int room) {
        var conversation = entry.conversation();
        if (have == null || have > conversation.heads().change()) {
            return touched(entry, (DiffSlice) null);
        }
        var wish = new DiffQuery(conversation.key(), have, entry.membership().visibleFromSeq(), room);
        var diff = new MemoryHistory(tables).diff(wish);
        return touched(entry, diff.isTooLong() ? null : diff);
    }

    private static Touched touched(InboxEntry entry, @Nullable DiffSlice diff) {
        return new Touched(entry.conversation(), diff, entry.counterpartReadSeq(), entry.counterpartDeliveredSeq());
    }

    /// The members on whose devices a message is, without its sender and who can't see it.
    Stream<Reached> reached(long conversation, long seq) {
        var found = tables.conversation(conversation);
        var sender = found.messages.stream()
                .filter(m -> m.seq() == seq)
                .map(StoredMessage::sender)
                .findFirst();
        return found.membersByUser.values().stream()
                .filter(m -> m.isPresent() && m.visibleFromSeq() <= seq && !sender.equals(Optional.of(m.userId())))
                .filter(m -> inboxRow(m.user(), conversation).deliveredSeq() >= seq)
                .map(m ->
                        new Reached(m.userId(), inboxRow(m.user(), conversation).readSeq() >= seq));
    }

    private Tables.InboxRow inboxRow(long user, long conversation) {
        return tables.inbox(user).getOrDefault(conversation, new Tables.InboxRow(0, 0, 0, 0));
    }

    private static int size(Touched touched) {
        var diff = touched.diff();
        return diff == null ? 0 : diff.messages().size() + diff.members().size();
    }

    InboxEntry entry(long user, long conversation, Tables.InboxRow row) {
        var found = tables.conversation(conversation);
        var member = found.membersByUser.get(user);
        if (member == null) {
            throw new IllegalStateException("an inbox row without its member");
        }
        return new InboxEntry(
                found.row,
                withReadSeq(member),
                row.readSeq(),
                row.readCounted(),
                row.pts(),
                last(found, member),
                counterpart(found, user).readSeq(),
                row.deliveredSeq(),
                counterpart(found, user).deliveredSeq());
    }

    Membership withReadSeq(Membership m) {
        var row = tables.inbox(m.user()).get(m.conversation());
        return new Membership(
                m.conversation(),
                m.user(),
                m.userId(),
                m.role(),
                m.isPresent(),
                m.visibleFromSeq(),
                m.change(),
                m.alias(),
                row == null ? 0 : row.readSeq());
    }

    private static @Nullable StoredMessage last(Tables.Conversation found, Membership member) {
        var messages = found.messages;
        return member.isPresent() && !messages.isEmpty() && messages.getLast().seq() >= member.visibleFromSeq()
                ? messages.getLast()
                : null;
    }

    /// The row of the other side of a direct conversation; else an empty one.
    private Tables.InboxRow counterpart(Tables.Conversation found, long user) {
        boolean isDirect = found.row.id().kind() == ConversationKind.DIRECT;
        return found.membersByUser.keySet().stream()
                .filter(other -> isDirect && other != user)
                .findFirst()
                .map(other -> inboxRow(other, found.row.key()))
                .orElse(new Tables.InboxRow(0, 0, 0, 0));
    }

    private static PageStart place(InboxEntry entry) {
        return new PageStart(
                entry.conversation().lastAtMs(), entry.conversation().key());
    }
}
