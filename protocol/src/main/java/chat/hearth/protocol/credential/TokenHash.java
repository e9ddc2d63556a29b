package chat.hearth.protocol.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return new TokenHash(HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.US_ASCII))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Whether both are equal, in a time that does not tell where they differ.
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
