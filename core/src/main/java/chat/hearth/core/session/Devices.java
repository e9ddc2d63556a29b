package chat.hearth.core.session;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.DeviceList;
import chat.hearth.protocol.v1.LogOut;
import chat.hearth.protocol.v1.LoggedOut;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The devices that somebody is logged in on, and logging out from afar.
public final class Devices {
    private static final int MAX = 200;

    private final DeviceStore store;
    private final Sessions sessions;

    public Devices(DeviceStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /// The caller's devices, the most recently seen first. Blocks.
    public Outcome<DeviceList> list(Session session) {
        var list = DeviceList.newBuilder();
        store.ofUser(session.caller().key(), MAX)
                .forEach(seen -> list.addDevices(chat.hearth.protocol.v1.Device.newBuilder()
                        .setDeviceId(seen.device().id().value())
                        .setPlatform(seen.device().platform())
                        .setLastSeenMs(seen.lastSeenMs())
                        .setOnline(sessions.isOnline(seen.device().key()))
                        .setCurrent(seen.device().key() == session.device())));
        return Outcome.done(list.build());
    }

    /// Ends devices of the caller. Completes when it is on disk; their connections are closed at the same time.
    public CompletableFuture<Outcome<LoggedOut>> logOut(Session session, LogOut request) {
        if (request.getDeviceIdsCount() > MAX
                || !request.getDeviceIdsList().stream().allMatch(DeviceId::isValid)) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(Refusal.invalid("deviceIds", "at most " + MAX + " device ids")));
        }
        var user = session.caller().key();
        var ids = new LinkedHashSet<DeviceId>();
        request.getDeviceIdsList().forEach(id -> ids.add(new DeviceId(id)));
        if (request.getAllOthers()) {
            store.ofUser(user, Integer.MAX_VALUE).stream()
                    .map(SeenDevice::device)
                    .filter(device -> device.key() != session.device())
                    .forEach(device -> ids.add(device.id()));
        }
        return store.revoke(user, List.copyOf(ids)).thenApply(Devices::loggedOut);
    }

    private static Outcome<LoggedOut> loggedOut(List<Device> ended) {
        var answer = LoggedOut.newBuilder();
        ended.forEach(device -> answer.addDeviceIds(device.id().value()));
        return Outcome.done(answer.build());
    }
}
