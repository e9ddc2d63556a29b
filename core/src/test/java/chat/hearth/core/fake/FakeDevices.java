package chat.hearth.core.fake;

import chat.hearth.core.session.Device;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Devices in a map.
public final class FakeDevices implements DeviceStore {
    private final Map<Long, Device> devicesByKey = new TreeMap<>();

    @Override
    public synchronized List<Device> byId(DeviceId id) {
        return devicesByKey.values().stream()
                .filter(device -> device.id().equals(id))
                .toList();
    }

    @Override
    public synchronized Optional<Device> byKey(long key) {
        return Optional.ofNullable(devicesByKey.get(key));
    }

    @Override
    public synchronized CompletableFuture<Device> issue(
            long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        var known = byId(id).stream().filter(device -> device.user() == user).findFirst();
        long key = known.map(Device::key).orElse(100L + devicesByKey.size());
        long ticketNo = known.map(Device::ticketNo).orElse(0L);
        var device = new Device(key, id, user, tokenHash, expiresAtMs, ticketNo, platform, false);
        devicesByKey.put(key, device);
        return CompletableFuture.completedFuture(device);
    }

    @Override
    public synchronized CompletableFuture<Boolean> redeem(long device, long ticketNo) {
        var row = devicesByKey.get(device);
        if (row == null || row.isRevoked() || ticketNo <= row.ticketNo()) {
            return CompletableFuture.completedFuture(false);
        }
        put(row, ticketNo, false);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public synchronized List<SeenDevice> ofUser(long user, int limit) {
        return devicesByKey.values().stream()
                .filter(device -> device.user() == user && !device.isRevoked())
                .map(device -> new SeenDevice(device, device.ticketNo()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized CompletableFuture<List<Device>> revoke(long user, List<DeviceId> ids) {
        var ended = devicesByKey.values().stream()
                .filter(device -> device.user() == user && !device.isRevoked() && ids.contains(device.id()))
                .toList();
        ended.forEach(device -> put(device, device.ticketNo(), true));
        return CompletableFuture.completedFuture(ended);
    }

    /// Logs the device out.
    public synchronized void revoke(DeviceId id) {
        byId(id).forEach(row -> put(row, row.ticketNo(), true));
    }

    private void put(Device row, long ticketNo, boolean isRevoked) {
        devicesByKey.put(
                row.key(),
                new Device(
                        row.key(),
                        row.id(),
                        row.user(),
                        row.tokenHash(),
                        row.tokenExpiresAtMs(),
                        ticketNo,
                        row.platform(),
                        isRevoked));
    }
}
