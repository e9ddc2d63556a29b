package chat.hearth.gateway.admin.signature;

import chat.hearth.protocol.credential.Sha256;
import java.util.Base64;
import java.util.regex.Pattern;

/// The SHA-256 of a body, as in `Content-Digest` (RFC 9530).
///
/// @param base64 44 characters
public record ContentDigest(String base64) {
    private static final Pattern MEMBER = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?=,|$)");

    /// The digest of these bytes.
    public static ContentDigest of(byte[] body) {
        return new ContentDigest(Base64.getEncoder().encodeToString(Sha256.of(body)));
    }

    /// The value of the header field.
    String field() {
        return "sha-256=:" + base64 + ":";
    }

    /// Whether a header field names this digest; other algorithms beside it are not looked at.
    boolean isIn(String field) {
        var member = MEMBER.matcher(field);
        return member.find() && member.group(1).equals(base64);
    }
}
