package chat.hearth.core.conversation;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Conversations and members on disk. Reads block; writes complete after their commit.
public interface ConversationStore {
    Optional<StoredConversation> byId(ConversationId id);

    Optional<StoredConversation> byKey(long key);

    /// Empty if the user never was a member.
    Optional<Membership> membership(long conversation, long user);

    /// Present members in the order of their database keys, those after `afterUser` (0 = from the start), at
    /// most
    /// `limit`.
    List<Membership> members(long conversation, long afterUser, int limit);

    /// Makes the conversation with its members (change 1), or answers the one there is unchanged: both sides
    /// of a direct conversation may start at once.
    CompletableFuture<StoredConversation> create(NewConversation conversation);

    /// Adds users as members in one change; those present already stay as they are, and if all are, nothing
    /// changes. Newcomers see what is stored from here on. Refused with GROUP_FULL if there would be more
    /// than
    /// `limit` members,
    /// with NOT_A_MEMBER if `by` is not (or no longer) present, with CONVERSATION_NOT_FOUND.
    CompletableFuture<Outcome<StoredConversation>> addMembers(long conversation, long by, List<Long> users, int limit);
}
