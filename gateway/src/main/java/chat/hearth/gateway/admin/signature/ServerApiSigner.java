package chat.hearth.gateway.admin.signature;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/// Signs requests to the server API.
public final class ServerApiSigner {
    private static final int NONCE_BYTES = 16;

    private final SigningKey key;
    private final InstantSource clock;
    private final SecureRandom random;

    public ServerApiSigner(SigningKey key, InstantSource clock, SecureRandom random) {
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /// The header fields that a request needs: `Content-Digest`, `Signature-Input`, `Signature`.
    ///
    /// @param query without the question mark; empty = none
    public Map<String, String> sign(String method, String path, String query, byte[] body) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var input = SignatureInput.make(
                clock.millis() / 1000, Base64.getUrlEncoder().withoutPadding().encodeToString(nonce), key.id());
        var digest = ContentDigest.of(body).field();
        var signature = Base64.getEncoder().encodeToString(key.mac(input.base(method, path, query, digest)));
        return Map.of(
                "Content-Digest",
                digest,
                "Signature-Input",
                input.field(),
                "Signature",
                input.label() + "=:" + signature + ":");
    }
}
