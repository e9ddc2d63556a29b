package chat.hearth.core.user;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Users on disk. Reads block; writes complete after their commit.
public interface UserStore {
    Optional<StoredUser> byId(UserId id);

    Optional<StoredUser> byKey(long key);

    Optional<StoredUser> byName(String name);

    /// Those of the ids that exist, in no particular order.
    List<StoredUser> byIds(Collection<UserId> ids);

    /// Creates the user, or replaces the profile of the one with this id. Refused with NAME_TAKEN when
    /// another user has the profile's name.
    CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile);
}
