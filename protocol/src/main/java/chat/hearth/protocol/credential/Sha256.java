package chat.hearth.protocol.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4), which every Java platform has.
public final class Sha256 {
    private Sha256() {}

    /// A fresh computation, for what comes in parts.
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The 32 bytes of the hash.
    public static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /// The hash of an ASCII text, as 64 lower-case hexadecimal digits.
    public static String hexOf(String ascii) {
        return HexFormat.of().formatHex(of(ascii.getBytes(StandardCharsets.US_ASCII)));
    }
}
