package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.storage.engine.PageStart;
import java.util.ArrayList;
import java.util.Comparator;
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
            return new Touched(conversation, null, entry.counterpartReadSeq());
        }
        var wish = new DiffQuery(conversation.key(), have, entry.membership().visibleFromSeq(), room);
        var diff = new MemoryHistory(tables).diff(wish);
        return new Touched(conversation, diff.isTooLong() ? null : diff, entry.counterpartReadSeq());
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
                counterpartReadSeq(found, user));
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

    private long counterpartReadSeq(Tables.Conversation found, long user) {
        return found.row.id().kind() != ConversationKind.DIRECT
                ? 0
                : found.membersByUser.values().stream()
                        .filter(m -> m.user() != user)
                        .mapToLong(m -> withReadSeq(m).readSeq())
                        .findFirst()
                        .orElse(0);
    }

    private static PageStart place(InboxEntry entry) {
        return new PageStart(
                entry.conversation().lastAtMs(), entry.conversation().key());
    }
}
