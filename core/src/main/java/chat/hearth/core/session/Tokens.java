package chat.hearth.core.session;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.UserStore;
import chat.hearth.protocol.credential.ImToken;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.TokenRenewed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// Issues and checks IM tokens. The database keeps only their hashes.
public final class Tokens {
    /// A device whose token was checked, and its user.
    record Bearer(Caller caller, Device device) {}

    private final Environment environment;
    private final DeviceStore devices;
    private final UserStore users;
    private final Duration life;
    private final InstantSource clock;
    private final SecureRandom random;

    public Tokens(
            Environment environment,
            DeviceStore devices,
            UserStore users,
            Duration life,
            InstantSource clock,
            SecureRandom random) {
        this.environment = environment;
        this.devices = devices;
        this.users = users;
        this.life = life;
        this.clock = clock;
        this.random = random;
    }

    /// A new token for a device of a user; the device's old one is dead at once. Blocks until it is stored.
    public Outcome<TokenRenewed> issue(StoredUser user, DeviceId device, int platform) {
        if (user.isDisabled()) {
            return Outcome.refused(ErrorCode.USER_DISABLED);
        }
        var token = ImToken.issue(environment.id(), device, random);
        long expiresAtMs = clock.millis() + life.toMillis();
        devices.issue(user.key(), device, platform, token.hash(), expiresAtMs).join();
        return Outcome.done(TokenRenewed.newBuilder()
                .setToken(token.text())
                .setExpiresAtMs(expiresAtMs)
                .build());
    }

    /// A new token for the device of a session.
    public Outcome<TokenRenewed> renew(Session session) {
        var user = users.byKey(session.caller().key());
        var device = devices.byKey(session.device()).filter(row -> !row.isRevoked());
        return user.isEmpty() || device.isEmpty()
                ? Outcome.refused(ErrorCode.TOKEN_INVALID)
                : issue(user.get(), session.deviceId(), device.get().platform());
    }

    /// Who bears this token.
    Outcome<Bearer> check(String text) {
        var token = ImToken.parse(text);
        if (token.isEmpty()) {
            return Outcome.refused(ErrorCode.TOKEN_INVALID);
        }
        if (!token.get().environment().equals(environment.id())) {
            return Outcome.refused(
                    ErrorCode.TOKEN_OTHER_ENVIRONMENT,
                    "The token is of environment " + token.get().environment() + ", this server is " + environment.id()
                            + "; check which server the app server talks to.");
        }
        var hash = token.get().hash();
        return devices.byId(token.get().device()).stream()
                .filter(device -> device.tokenHash().matches(hash) && !device.isRevoked())
                .findFirst()
                .map(this::bearer)
                .orElseGet(() -> Outcome.refused(ErrorCode.TOKEN_INVALID));
    }

    private Outcome<Bearer> bearer(Device device) {
        if (device.tokenExpiresAtMs() <= clock.millis()) {
            return Outcome.refused(ErrorCode.TOKEN_EXPIRED);
        }
        var user = users.byKey(device.user());
        if (user.isEmpty()) {
            return Outcome.refused(ErrorCode.TOKEN_INVALID);
        }
        return user.get().isDisabled()
                ? Outcome.refused(ErrorCode.USER_DISABLED)
                : Outcome.done(
                        new Bearer(new Caller(user.get().key(), user.get().id()), device));
    }
}
