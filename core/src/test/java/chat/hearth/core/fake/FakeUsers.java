package chat.hearth.core.fake;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.UserStore;
import chat.hearth.protocol.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Users in a map.
public final class FakeUsers implements UserStore {
    private final Map<Long, StoredUser> usersByKey = new TreeMap<>();

    /// Holds these users.
    public FakeUsers(StoredUser... users) {
        List.of(users).forEach(this::set);
    }

    /// Adds or replaces a row.
    public void set(StoredUser user) {
        usersByKey.put(user.key(), user);
    }

    @Override
    public Optional<StoredUser> byId(UserId id) {
        return usersByKey.values().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StoredUser> byKey(long key) {
        return Optional.ofNullable(usersByKey.get(key));
    }

    @Override
    public Optional<StoredUser> byName(String name) {
        return usersByKey.values().stream()
                .filter(user -> user.profile().name().equals(name))
                .findFirst();
    }

    @Override
    public List<StoredUser> byIds(Collection<UserId> ids) {
        return usersByKey.values().stream()
                .filter(user -> ids.contains(user.id()))
                .toList();
    }

    @Override
    public CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile) {
        var known = byId(id);
        var user = new StoredUser(
                known.map(StoredUser::key).orElse(usersByKey.size() + 1L),
                id,
                profile,
                known.map(StoredUser::version).orElse(0L) + 1,
                false);
        set(user);
        return CompletableFuture.completedFuture(Outcome.done(user));
    }
}
