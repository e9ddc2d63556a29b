package chat.hearth.storage.commit;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.UserStore;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.engine.Snapshots;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Users on one engine.
record EngineUsers(GroupCommit commits, Snapshots snapshots) implements UserStore {
    @Override
    public Optional<StoredUser> byId(UserId id) {
        return snapshots.read(s -> s.user(id));
    }

    @Override
    public Optional<StoredUser> byKey(long key) {
        return snapshots.read(s -> s.user(key));
    }

    @Override
    public Optional<StoredUser> byName(String name) {
        return snapshots.read(s -> s.userByName(name));
    }

    @Override
    public List<StoredUser> byIds(Collection<UserId> ids) {
        return snapshots.read(s -> s.users(ids));
    }

    @Override
    public CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile) {
        return commits.submit(t -> t.put(id, profile));
    }
}
