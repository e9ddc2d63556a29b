package chat.hearth.storage.commit;

import chat.hearth.core.session.Device;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.storage.engine.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Devices on one engine.
record EngineDevices(GroupCommit commits, Snapshots snapshots) implements DeviceStore {
    @Override
    public List<Device> byId(DeviceId id) {
        return snapshots.read(s -> s.devices(id));
    }

    @Override
    public Optional<Device> byKey(long key) {
        return snapshots.read(s -> s.device(key));
    }

    @Override
    public CompletableFuture<Device> issue(
            long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        return commits.submit(t -> t.issue(user, id, platform, tokenHash, expiresAtMs));
    }

    @Override
    public List<SeenDevice> ofUser(long user, int limit) {
        return snapshots.read(s -> s.devicesOf(user, limit));
    }

    @Override
    public CompletableFuture<List<Device>> revoke(long user, List<DeviceId> ids) {
        var wanted = List.copyOf(ids);
        return commits.submit(t -> t.revoke(user, wanted));
    }

    @Override
    public CompletableFuture<Boolean> redeem(long device, long ticketNo) {
        return commits.submit(t -> t.redeem(device, ticketNo));
    }
}
