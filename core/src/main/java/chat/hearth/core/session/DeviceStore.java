package chat.hearth.core.session;

import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Devices on disk. Reads block; writes complete after their commit.
///
/// A row belongs to one (user, device id): two users of one installation have a row each, so nobody can end
/// another user's session by naming their device id.
public interface DeviceStore {
    /// Every user's row of a device id; nearly always one.
    List<Device> byId(DeviceId id);

    Optional<Device> byKey(long key);

    /// Gives the device a token: makes its row, or replaces the token of the one there is (the old token is
    /// dead at once, and a revoked device is in use again).
    CompletableFuture<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs);

    /// The devices of a user that are not revoked, the most recently seen first, at most `limit`.
    List<SeenDevice> ofUser(long user, int limit);

    /// Revokes devices of a user, until they are given a token again; the answer is those that were not revoked
    /// before. Others' devices stay as they are.
    CompletableFuture<List<Device>> revoke(long user, List<DeviceId> ids);

    /// Redeems a ticket: sets the device's ticket number if it is greater than the last and the device is not
    /// revoked. False: it was not, and nothing changed. Exactly one of several attempts with one number is
    /// true.
    CompletableFuture<Boolean> redeem(long device, long ticketNo);
}
