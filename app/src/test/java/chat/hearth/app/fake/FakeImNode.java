package chat.hearth.app.fake;

import chat.hearth.app.im.ImNode;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An IM node that keeps users and tokens, and can be away.
public final class FakeImNode implements ImNode {
    /// A user as the node knows it.
    public record User(String name, String displayName) {}

    public final Map<UserId, User> usersById = new ConcurrentHashMap<>();
    public final Map<DeviceId, String> tokensByDevice = new ConcurrentHashMap<>();
    public volatile boolean isAway;
    private final AtomicInteger issued = new AtomicInteger();

    @Override
    public Put putUser(UserId user, String name, String displayName, String portrait) {
        requireHere();
        boolean isTaken = usersById.entrySet().stream()
                .anyMatch(known ->
                        known.getValue().name().equals(name) && !known.getKey().equals(user));
        if (isTaken) {
            return Put.NAME_TAKEN;
        }
        usersById.put(user, new User(name, displayName));
        return Put.DONE;
    }

    @Override
    public Optional<String> token(UserId user, DeviceId device, int platform) {
        requireHere();
        if (!usersById.containsKey(user)) {
            return Optional.empty();
        }
        var token = "env." + device + "." + platform + "-" + issued.incrementAndGet();
        tokensByDevice.put(device, token);
        return Optional.of(token);
    }

    private void requireHere() {
        if (isAway) {
            throw new ImNodeFailed("away", null);
        }
    }
}
