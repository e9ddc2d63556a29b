package chat.hearth.gateway.admin.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;

/// The old system's scheme: `sign` is the SHA-1 of `nonce|secret|timestamp` in hexadecimal.
///
/// It covers neither path nor body, so whoever can read along can do anything for five minutes: taken only
/// from the same machine or over TLS, and only where it is switched on.
final class LegacySignature {
    private final String secret;
    private final ServerApiKey key;
    private final InstantSource clock;

    LegacySignature(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
        // The key stands for the right to do everything; nothing is ever signed with it.
        this.key = new ServerApiKey(new SigningKey("legacy", new byte[32]), Set.of(Scope.ALL));
    }

    /// Whether the request is signed in this way at all.
    boolean isOn(SignedRequest request) {
        return !request.field("sign").isEmpty();
    }

    /// What tells one request from another: the nonces of that system's clients alone repeat by chance.
    String nonce(SignedRequest request) {
        return "legacy " + request.field("nonce") + " " + request.field("timestamp");
    }

    Verdict verify(SignedRequest request) {
        var nonce = request.field("nonce");
        var timestamp = request.field("timestamp");
        if (!request.isProtected()) {
            return new Verdict.Unsigned("The old signature is taken only over TLS or from this machine.");
        }
        if (nonce.isEmpty() || nonce.length() > 64 || !timestamp.matches("[0-9]{1,15}")) {
            return new Verdict.Unsigned("nonce, timestamp (milliseconds) and sign are required.");
        }
        if (!MessageSignatures.isInWindow(clock.millis(), Long.parseLong(timestamp))) {
            return new Verdict.OutOfTime(
                    "timestamp is more than five minutes off the server's time, " + clock.instant() + ".");
        }
        var expected = sha1(nonce + "|" + secret + "|" + timestamp);
        boolean isEqual = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), request.field("sign").getBytes(StandardCharsets.UTF_8));
        return isEqual ? new Verdict.Genuine(key) : new Verdict.Wrong("sign does not fit.");
    }

    static String sha1(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
