package chat.hearth.core.fake;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Conversations and members in maps; counts what is asked of it.
public final class FakeConversations implements ConversationStore {
    private final Map<Long, StoredConversation> rowsByKey = new TreeMap<>();
    private final Map<Long, Map<Long, Membership>> membersByConversation = new TreeMap<>();
    private Runnable onMembership = () -> {};
    private int reads;
    private int creations;

    /// Adds or replaces a row.
    public void set(StoredConversation row) {
        rowsByKey.put(row.key(), row);
    }

    /// Adds or replaces a member.
    public void set(Membership member) {
        membersByConversation
                .computeIfAbsent(member.conversation(), _ -> new TreeMap<>())
                .put(member.user(), member);
    }

    /// Runs before each look at a membership.
    public void onMembership(Runnable step) {
        onMembership = step;
    }

    /// How often anything was read.
    public int reads() {
        return reads;
    }

    /// How many conversations were made.
    public int creations() {
        return creations;
    }

    @Override
    public Optional<StoredConversation> byId(ConversationId id) {
        reads++;
        return rowsByKey.values().stream().filter(row -> row.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StoredConversation> byKey(long key) {
        reads++;
        return Optional.ofNullable(rowsByKey.get(key));
    }

    @Override
    public Optional<Membership> membership(long conversation, long user) {
        reads++;
        onMembership.run();
        return Optional.ofNullable(
                membersByConversation.getOrDefault(conversation, Map.of()).get(user));
    }

    @Override
    public List<Membership> members(long conversation, long afterUser, int limit) {
        return membersByConversation.getOrDefault(conversation, Map.of()).values().stream()
                .filter(member -> member.isPresent() && member.user() > afterUser)
                .limit(limit)
                .toList();
    }

    @Override
    public CompletableFuture<StoredConversation> create(NewConversation wish) {
        var known = byId(wish.id());
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        creations++;
        long key = rowsByKey.size() + 1L;
        var row = new StoredConversation(
                key,
                wish.id(),
                wish.name(),
                "",
                new Heads(0, 1, 0),
                1,
                wish.members().size() + 1,
                0,
                false);
        set(row);
        Stream.concat(Stream.of(wish.creator()), wish.members().stream()).forEach(user -> set(Rows.member(key, user)));
        return CompletableFuture.completedFuture(row);
    }

    @Override
    public CompletableFuture<Outcome<StoredConversation>> addMembers(
            long conversation, long by, List<Long> users, int limit) {
        var present = members(conversation, 0, Integer.MAX_VALUE).stream()
                .map(Membership::user)
                .toList();
        var newcomers = users.stream().filter(user -> !present.contains(user)).toList();
        if (present.size() + newcomers.size() > limit) {
            return CompletableFuture.completedFuture(Outcome.refused(ErrorCode.GROUP_FULL));
        }
        newcomers.forEach(user -> set(Rows.member(conversation, user)));
        return CompletableFuture.completedFuture(
                Outcome.done(byKey(conversation).orElseThrow()));
    }
}
