package chat.hearth.gateway;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.UserStore;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A store in which looking several users up, and redeeming tickets, can be made to wait or to fail.
final class GatedStore implements Store {
    private final Store store;
    private volatile Runnable gate = () -> {};
    private volatile Runnable redeeming = () -> {};

    GatedStore(Store store) {
        this.store = store;
    }

    /// What happens before users are looked up.
    void beforeLookingUsersUp(Runnable action) {
        gate = action;
    }

    /// What happens before a ticket is redeemed.
    void beforeRedeeming(Runnable action) {
        redeeming = action;
    }

    @Override
    public Environment environment() {
        return store.environment();
    }

    @Override
    public UserStore users() {
        return new GatedUsers(store.users());
    }

    @Override
    public DeviceStore devices() {
        return new GatedDevices(store.devices());
    }

    @Override
    public ConversationStore conversations() {
        return store.conversations();
    }

    @Override
    public MessageStore messages() {
        return store.messages();
    }

    @Override
    public InboxStore inbox() {
        return store.inbox();
    }

    @Override
    public CommitJournal journal() {
        return store.journal();
    }

    @Override
    public void follow(CommitListener listener) {
        store.follow(listener);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class GatedUsers implements UserStore {
        private final UserStore users;

        GatedUsers(UserStore users) {
            this.users = users;
        }

        @Override
        public Optional<StoredUser> byId(UserId id) {
            return users.byId(id);
        }

        @Override
        public Optional<StoredUser> byKey(long key) {
            return users.byKey(key);
        }

        @Override
        public Optional<StoredUser> byName(String name) {
            return users.byName(name);
        }

        @Override
        public List<StoredUser> byIds(Collection<UserId> ids) {
            gate.run();
            return users.byIds(ids);
        }

        @Override
        public CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile) {
            return users.put(id, profile);
        }
    }

    private final class GatedDevices implements DeviceStore {
        private final DeviceStore devices;

        GatedDevices(DeviceStore devices) {
            this.devices = devices;
        }

        @Override
        public List<Device> byId(DeviceId id) {
            return devices.byId(id);
        }

        @Override
        public Optional<Device> byKey(long key) {
            return devices.byKey(key);
        }

        @Override
        public CompletableFuture<Device> issue(
                long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
            return devices.issue(user, id, platform, tokenHash, expiresAtMs);
        }

        @Override
        public List<SeenDevice> ofUser(long user, int limit) {
            return devices.ofUser(user, limit);
        }

        @Override
        public CompletableFuture<List<Device>> revoke(long user, List<DeviceId> ids) {
            return devices.revoke(user, ids);
        }

        @Override
        public CompletableFuture<Boolean> redeem(long device, long ticketNo) {
            redeeming.run();
            return devices.redeem(device, ticketNo);
        }
    }
}
