package chat.hearth.core.session;

import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;

/// A device's row: one installation of a client, for one user.
///
/// @param key the database key; never leaves the server
/// @param tokenHash of the current IM token
/// @param tokenExpiresAtMs milliseconds since 1970-01-01 UTC
/// @param ticketNo the number of the last redeemed ticket; only greater ones are taken
/// @param platform as in the server API: 0 unset, 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, …
public record Device(
        long key,
        DeviceId id,
        long user,
        TokenHash tokenHash,
        long tokenExpiresAtMs,
        long ticketNo,
        int platform,
        boolean isRevoked) {

    /// The same device, logged out.
    public Device revoked() {
        return new Device(key, id, user, tokenHash, tokenExpiresAtMs, ticketNo, platform, true);
    }
}
