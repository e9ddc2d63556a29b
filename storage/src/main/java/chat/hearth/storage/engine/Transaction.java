package chat.hearth.storage.engine;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.util.List;
import java.util.Set;

/// One batch of writes that becomes durable as a whole, or not at all.
///
/// The writes mean what the ports of core say. Each may throw:
/// - [chat.hearth.core.outcome.StoreUnavailable]: the engine can't write now, nothing of the batch may be kept;
/// - [LostTransaction]: nothing of the batch is kept, the same batch may be tried again;
/// - [UncertainCommit]: nobody can tell whether the batch is kept;
/// - any other unchecked exception: this one write is at fault, the others may be tried again without it.
public interface Transaction {
    /// The claimed conversations that somebody else holds: none of the batch's writes to them may be asked of
    /// this transaction.
    default Set<Long> skipped() {
        return Set.of();
    }

    /// Stores messages in this order. Per message: a repetition gets the first one's outcome; then a missing
    /// predecessor, then a missing right refuse it.
    ///
    /// @return the outcomes in the same order
    List<AppendOutcome> append(List<PendingMessage> run);

    Applied<Outcome<StoredUser>> put(UserId id, Profile profile);

    Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs);

    Applied<List<Device>> revoke(long user, List<DeviceId> ids);

    Applied<Boolean> redeem(long device, long ticketNo);

    Applied<StoredConversation> create(NewConversation conversation);

    Applied<Outcome<StoredConversation>> addMembers(long conversation, long by, List<Long> users, int limit);

    Applied<List<ReadPosition>> advance(List<ReadAdvance> advances);

    /// Removes a bounded number of rows that have outlived their keep.
    ///
    /// @return whether there may be more
    Applied<Boolean> sweep();

    /// Makes the batch durable.
    Committed commit();

    /// Undoes the batch. Never throws: an engine that can't roll back starts afresh at the next begin.
    void rollback();
}
