package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Heads;
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
import java.util.stream.LongStream;

/// Makes conversations and lets members in.
record MemoryMembers(Tables tables, long mark) {
    private static final Heads BORN = new Heads(0, 1, 0);

    Applied<StoredConversation> create(NewConversation wish) {
        var known = new MemorySnapshot(tables).conversation(wish.id());
        if (known.isPresent()) {
            return Applied.quietly(known.get());
        }
        var users = LongStream.concat(
                        LongStream.of(wish.creator()), wish.members().stream().mapToLong(Long::longValue))
                .sorted()
                .boxed()
                .toList();
        users.forEach(tables::user);
        long key = Tables.nextKey(tables.conversationsByKey);
        var row = new StoredConversation(key, wish.id(), wish.name(), "", BORN, 1, users.size(), 0, false);
        var conversation = new Tables.Conversation(row);
        tables.conversationsByKey.put(key, conversation);
        return new Applied<>(row, let(conversation, wish.creator(), users, ownerOf(wish)));
    }

    Applied<Outcome<StoredConversation>> add(long key, long by, List<Long> users, int limit) {
        var conversation = tables.conversationsByKey.get(key);
        if (conversation == null) {
            return Applied.quietly(Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
        }
        if (!isPresent(conversation, by)) {
            return Applied.quietly(Outcome.refused(ErrorCode.NOT_A_MEMBER));
        }
        var newcomers = users.stream()
                .distinct()
                .filter(u -> !isPresent(conversation, u))
                .sorted()
                .toList();
        if (newcomers.isEmpty()) {
            return Applied.quietly(Outcome.done(conversation.row));
        }
        int count = conversation.row.memberCount() + newcomers.size();
        if (count > limit) {
            return Applied.quietly(Outcome.refused(ErrorCode.GROUP_FULL));
        }
        newcomers.forEach(tables::user);
        conversation.row = grown(conversation.row, count);
        var changes = let(conversation, by, newcomers, 0);
        return new Applied<>(Outcome.done(conversation.row), changes);
    }

    private static long ownerOf(NewConversation wish) {
        return wish.id().kind() == ConversationKind.GROUP ? wish.creator() : 0;
    }

    private static boolean isPresent(Tables.Conversation conversation, long user) {
        var member = conversation.membersByUser.get(user);
        return member != null && member.isPresent();
    }

    /// Gives the users their rows, at the conversation's present change.
    private List<Change> let(Tables.Conversation conversation, long by, List<Long> users, long owner) {
        var row = conversation.row;
        var members = new ArrayList<Membership>();
        var changes = new ArrayList<Change>();
        for (long user : users) {
            var role = user == owner ? Role.ROLE_OWNER : Role.ROLE_MEMBER;
            var heads = row.heads();
            var member = new Membership(
                    row.key(),
                    user,
                    tables.user(user).id(),
                    role,
                    true,
                    heads.seq() + 1,
                    heads.change(),
                    "",
                    heads.seq());
            var position = new Tables.InboxRow(heads.seq(), heads.counted(), tables.nextPts(user), heads.seq());
            conversation.membersByUser.put(user, member);
            tables.setInbox(user, row.key(), position);
            members.add(member);
            changes.add(new Change.InboxChanged(
                    user, new InboxEntry(row, member, heads.seq(), heads.counted(), position.pts(), null, 0)));
        }
        conversation.lastMark = mark;
        conversation.changedMark = mark;
        changes.addFirst(new Change.MembersChanged(row, tables.user(by).id(), members));
        return changes;
    }

    private static StoredConversation grown(StoredConversation c, int memberCount) {
        var heads = new Heads(c.heads().seq(), c.heads().change() + 1, c.heads().counted());
        return new StoredConversation(
                c.key(),
                c.id(),
                c.name(),
                c.portrait(),
                heads,
                c.rulesVersion() + 1,
                memberCount,
                c.lastAtMs(),
                c.isDismissed());
    }
}
