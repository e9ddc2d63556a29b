package chat.hearth.system;

import chat.hearth.core.Core;
import chat.hearth.core.CoreOptions;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.SessionOptions;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.memory.MemoryStorage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// A node whose time is the test's and which does nothing while the test is not looking.
final class SimNode implements AutoCloseable {
    final SimTime time = new SimTime();
    final Core core;
    final SimDispatch dispatch;
    final Store store;

    SimNode() {
        this(time -> MemoryStorage.open("sim", time));
    }

    SimNode(Function<InstantSource, Store> engine) {
        store = engine.apply(time);
        var options = new CoreOptions(10_000, 49_152, 262_144, 2000, SessionOptions.standard(0));
        var files = FileOptions.standard(new GrantKey(new byte[GrantKey.BYTES]), 1_000_000);
        core = Core.open(store, options, files, new Sealer(new byte[32], new SecureRandom()), time, time);
        dispatch = new SimDispatch(core, time);
        user("settled");
    }

    /// Returns when everything written before has been released: the store tells its waiters in order.
    void settle() {
        core.users()
                .put(new UserId("settled"), Profile.named("settled", "settled"))
                .join();
    }

    /// Moves everything that is on its way, until nothing is.
    boolean arriveAll(List<SimDevice> devices) {
        boolean wasBusy = false;
        for (boolean isBusy = true; isBusy; wasBusy |= isBusy) {
            isBusy = false;
            for (var device : devices) {
                var edge = device.edge();
                while (edge != null && (edge.deliver() || arrive(edge))) {
                    isBusy = true;
                    time.run();
                }
            }
        }
        return wasBusy;
    }

    /// One request arrives and is answered; false: none was on its way.
    boolean arrive(SimEdge edge) {
        boolean hasArrived = edge.arrive();
        if (hasArrived) {
            settle();
        }
        return hasArrived;
    }

    StoredUser user(String id) {
        return LocalNode.done(
                core.users().put(new UserId(id), Profile.named(id, id)).join());
    }

    Caller caller(String id) {
        return new Caller(user(id).key(), new UserId(id));
    }

    String token(String user, String device) {
        return LocalNode.done(core.tokens().issue(user(user), new DeviceId(device), 0))
                .getToken();
    }

    @Override
    public void close() {
        store.close();
    }
}
