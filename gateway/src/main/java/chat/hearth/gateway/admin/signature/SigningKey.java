package chat.hearth.gateway.admin.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shared secret of the server API, and its name.
public final class SigningKey {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SHORTEST_SECRET = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final SecretKeySpec secret;

    /// A key of this name.
    ///
    /// @throws IllegalArgumentException if the name has other characters than letters, digits, `.`, `_` and
    ///   `-`, or the secret is shorter than 16 bytes
    public SigningKey(String id, byte[] secret) {
        if (!ID.matcher(id).matches() || secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("a key needs an id of 1-64 plain characters and a secret of 16 bytes");
        }
        this.id = id;
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /// Names the key in requests and logs.
    public String id() {
        return id;
    }

    /// HMAC-SHA256 of a text under this key.
    byte[] mac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /// The name alone.
    @Override
    public String toString() {
        return id;
    }
}
