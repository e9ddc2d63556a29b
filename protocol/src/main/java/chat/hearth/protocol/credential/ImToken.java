package chat.hearth.protocol.credential;

import chat.hearth.protocol.id.DeviceId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// A device's IM credential, `environment.device.secret`.
///
/// The server keeps only [#hash]. The environment stands in front so that a token of another installation can
/// be told from a wrong one. [#toString] hides the secret; [#text] is the credential itself.
///
/// @param environment 1–32 lower-case letters, digits and `-`
/// @param secret 256 random bits in base64url without padding
public record ImToken(String environment, DeviceId device, String secret) {
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARACTERS = 43;
    private static final int MAX_LENGTH = 32 + 1 + 64 + 1 + SECRET_CHARACTERS;

    public ImToken {
        if (!isEnvironment(environment) || !isSecret(secret)) {
            throw new IllegalArgumentException("not an IM token");
        }
    }

    /// A new token with a fresh secret.
    public static ImToken issue(String environment, DeviceId device, SecureRandom random) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new ImToken(
                environment, device, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// Reads what a client sent; empty if it can't be a token.
    public static Optional<ImToken> parse(String text) {
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (text.length() > MAX_LENGTH || first < 0 || first == last) {
            return Optional.empty();
        }
        var environment = text.substring(0, first);
        var device = text.substring(first + 1, last);
        var secret = text.substring(last + 1);
        return isEnvironment(environment) && DeviceId.isValid(device) && isSecret(secret)
                ? Optional.of(new ImToken(environment, new DeviceId(device), secret))
                : Optional.empty();
    }

    /// Whether `name` may name an environment.
    public static boolean isEnvironment(String name) {
        return name.matches("[a-z0-9-]{1,32}");
    }

    /// The credential as the client sends it. Never log this.
    public String text() {
        return environment + "." + device + "." + secret;
    }

    /// What the server keeps.
    public TokenHash hash() {
        return TokenHash.of(text());
    }

    @Override
    public String toString() {
        return environment + "." + device + ".***";
    }

    private static boolean isSecret(String secret) {
        return secret.length() == SECRET_CHARACTERS && secret.matches("[A-Za-z0-9_-]+");
    }
}
