package chat.hearth.core.file;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One group, whose members come and go.
final class TinyConversations implements ConversationStore {
    private static final long KEY = 7;

    private final ConversationId id;
    private final Map<Long, Membership> membersByUser = new HashMap<>();
    private long rulesVersion = 1;
    private boolean isDismissed;

    TinyConversations(String id) {
        this.id = new ConversationId(id);
    }

    StoredConversation put(Caller user, boolean isPresent) {
        rulesVersion++;
        membersByUser.put(
                user.key(),
                new Membership(KEY, user.key(), user.id(), Role.ROLE_MEMBER, isPresent, 1, rulesVersion, "", 0));
        return row();
    }

    StoredConversation dismiss() {
        rulesVersion++;
        isDismissed = true;
        return row();
    }

    @Override
    public Optional<StoredConversation> byId(ConversationId asked) {
        return asked.equals(id) ? Optional.of(row()) : Optional.empty();
    }

    @Override
    public Optional<StoredConversation> byKey(long key) {
        return key == KEY ? Optional.of(row()) : Optional.empty();
    }

    @Override
    public Optional<Membership> membership(long conversation, long user) {
        return Optional.ofNullable(membersByUser.get(user));
    }

    @Override
    public List<Membership> members(long conversation, long afterUser, int limit) {
        return membersByUser.values().stream().limit(limit).toList();
    }

    @Override
    public CompletableFuture<StoredConversation> create(NewConversation conversation) {
        throw new UnsupportedOperationException("the group is there");
    }

    @Override
    public CompletableFuture<Outcome<StoredConversation>> addMembers(
            long conversation, long by, List<Long> users, int limit) {
        throw new UnsupportedOperationException("see put");
    }

    private StoredConversation row() {
        return new StoredConversation(
                KEY, id, "team", "", Heads.NONE, rulesVersion, membersByUser.size(), 0, isDismissed);
    }
}
