package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.log.Change;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Role;
import chat.hearth.storage.engine.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes conversations and lets members in.
record MemberWrites(WriteContext context) {
    private static final String INSERT_CONVERSATION = """
            INSERT INTO conversation (id, key, kind, line, seq_head, change_head, counted_head, last_at, last_mark,
                                      rules_version, member_count, name)
            VALUES (:key, :id, :kind, :line, 0, 1, 0, 0, :mark, 1, :members, :name)
            ON CONFLICT DO NOTHING
            """;
    private static final String GROW = """
            UPDATE conversation SET change_head = change_head + 1, rules_version = rules_version + 1,
                   member_count = :members, last_mark = :mark
            WHERE id = :key
            """;
    private static final String LET_IN = """
            INSERT INTO member (conversation_id, user_id, role, joined_seq, visible_from_seq, change)
            VALUES (:conversation, :user, :role, :seq, :seq + 1, :change)
            ON CONFLICT (conversation_id, user_id) DO UPDATE SET state = 0, role = excluded.role,
                joined_seq = excluded.joined_seq, visible_from_seq = excluded.visible_from_seq,
                left_change = NULL, alias = '', change = excluded.change
            """;
    private static final String PUT_INBOX = """
            INSERT INTO inbox (user_id, conversation_id, read_seq, read_counted, pts)
            VALUES (:user, :conversation, :seq, :counted, :pts)
            ON CONFLICT (user_id, conversation_id) DO UPDATE SET
                read_seq = excluded.read_seq, read_counted = excluded.read_counted, pts = excluded.pts
            """;

    Applied<StoredConversation> create(NewConversation wish) {
        var rows = new ConversationRows(context.handle());
        var known = rows.byId(wish.id());
        if (known.isPresent()) {
            return Applied.quietly(known.get());
        }
        var users = Stream.concat(Stream.of(wish.creator()), wish.members().stream())
                .sorted()
                .toList();
        long key = context.sequences().next(Sequence.CONVERSATION);
        context.handle()
                .createUpdate(INSERT_CONVERSATION)
                .bind("key", key)
                .bind("id", wish.id().value())
                .bind("kind", wish.id().kind().getNumber())
                .bind("line", wish.id().line())
                .bind("mark", context.mark())
                .bind("members", users.size())
                .bind("name", wish.name())
                .execute();
        // A conflict means that another node was first; it has let the members in.
        var row = rows.byId(wish.id()).orElseThrow();
        if (row.key() != key) {
            return Applied.quietly(row);
        }
        long owner = wish.id().kind() == ConversationKind.GROUP ? wish.creator() : 0;
        return new Applied<>(row, let(row, wish.creator(), users, owner));
    }

    Applied<Outcome<StoredConversation>> add(long key, long by, List<Long> users, int limit) {
        var rows = new ConversationRows(context.handle());
        var conversation = rows.byKey(key);
        if (conversation.isEmpty()) {
            return Applied.quietly(Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
        }
        if (!isPresent(key, by)) {
            return Applied.quietly(Outcome.refused(ErrorCode.NOT_A_MEMBER));
        }
        var newcomers = users.stream()
                .distinct()
                .filter(user -> !isPresent(key, user))
                .sorted()
                .toList();
        if (newcomers.isEmpty()) {
            return Applied.quietly(Outcome.done(conversation.get()));
        }
        int members = conversation.get().memberCount() + newcomers.size();
        if (members > limit) {
            return Applied.quietly(Outcome.refused(ErrorCode.GROUP_FULL));
        }
        context.handle()
                .createUpdate(GROW)
                .bind("key", key)
                .bind("members", members)
                .bind("mark", context.mark())
                .execute();
        var row = rows.existing(key);
        return new Applied<>(Outcome.done(row), let(row, by, newcomers, 0));
    }

    private boolean isPresent(long conversation, long user) {
        return new MemberRows(context.handle())
                .of(conversation, user)
                .filter(Membership::isPresent)
                .isPresent();
    }

    /// Gives the users their rows, at the conversation's present change.
    private List<Change> let(StoredConversation row, long by, List<Long> users, long owner) {
        context.touches().conversation(row.key(), row.heads().change());
        var members = new ArrayList<Membership>();
        var changes = new ArrayList<Change>();
        for (long user : users) {
            var member = letIn(row, user, user == owner ? Role.ROLE_OWNER : Role.ROLE_MEMBER);
            long pts = putInbox(row, user);
            members.add(member);
            var heads = row.heads();
            changes.add(new Change.InboxChanged(
                    user, new InboxEntry(row, member, heads.seq(), heads.counted(), pts, null, 0)));
        }
        changes.addFirst(new Change.MembersChanged(row, new UserRows(context.handle()).idOf(by), members));
        return changes;
    }

    private Membership letIn(StoredConversation row, long user, Role role) {
        var id = new UserRows(context.handle()).idOf(user);
        var heads = row.heads();
        context.handle()
                .createUpdate(LET_IN)
                .bind("conversation", row.key())
                .bind("user", user)
                .bind("role", role.getNumber())
                .bind("seq", heads.seq())
                .bind("change", heads.change())
                .execute();
        return new Membership(row.key(), user, id, role, true, heads.seq() + 1, heads.change(), "", heads.seq());
    }

    private long putInbox(StoredConversation row, long user) {
        long pts = new PersonalLog(context).next(user);
        context.handle()
                .createUpdate(PUT_INBOX)
                .bind("user", user)
                .bind("conversation", row.key())
                .bind("seq", row.heads().seq())
                .bind("counted", row.heads().counted())
                .bind("pts", pts)
                .execute();
        return pts;
    }
}
