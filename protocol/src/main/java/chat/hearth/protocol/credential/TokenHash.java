package chat.hearth.protocol.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What is kept of an [ImToken]: its SHA-256. A fast hash is enough, because the secret has 256 random
/// bits and there is nothing to guess.
///
/// @param hex 64 lower-case hexadecimal digits
public record TokenHash(String hex) {
    public TokenHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a token hash has 64 lower-case hexadecimal digits");
        }
    }

    /// The hash of a credential's text.
    static TokenHash of(String token) {
        return new TokenHash(Sha256.hexOf(token));
    }

    /// Whether both are equal, in a time that does not tell where they differ.
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
