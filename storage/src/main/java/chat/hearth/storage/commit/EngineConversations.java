package chat.hearth.storage.commit;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.storage.engine.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Conversations and members on one engine.
record EngineConversations(GroupCommit commits, Snapshots snapshots) implements ConversationStore {
    @Override
    public Optional<StoredConversation> byId(ConversationId id) {
        return snapshots.read(s -> s.conversation(id));
    }

    @Override
    public Optional<StoredConversation> byKey(long key) {
        return snapshots.read(s -> s.conversation(key));
    }

    @Override
    public Optional<Membership> membership(long conversation, long user) {
        return snapshots.read(s -> s.membership(conversation, user));
    }

    @Override
    public List<Membership> members(long conversation, long afterUser, int limit) {
        return snapshots.read(s -> s.members(conversation, afterUser, limit));
    }

    @Override
    public CompletableFuture<StoredConversation> create(NewConversation conversation) {
        var users = Stream.concat(Stream.of(conversation.creator()), conversation.members().stream())
                .toList();
        return commits.submit(Scope.ofUsers(users), t -> t.create(conversation));
    }

    @Override
    public CompletableFuture<Outcome<StoredConversation>> addMembers(
            long conversation, long by, List<Long> users, int limit) {
        var added = List.copyOf(users);
        return commits.submit(new Scope(conversation, added), t -> t.addMembers(conversation, by, added, limit));
    }
}
