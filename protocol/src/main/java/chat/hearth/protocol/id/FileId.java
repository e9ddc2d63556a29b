package chat.hearth.protocol.id;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A file of the file store: 128 random bits, made when its upload is granted.
///
/// @param value 32 lower-case hexadecimal digits
public record FileId(String value) {
    private static final int BYTES = 16;

    public FileId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a file id has 32 lower-case hexadecimal digits");
        }
    }

    /// A new one.
    public static FileId random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new FileId(HexFormat.of().formatHex(bytes));
    }

    /// Whether `value` may be a file id; ask before constructing from outside input.
    public static boolean isValid(String value) {
        return value.length() == 2 * BYTES && value.matches("[0-9a-f]+");
    }

    @Override
    public String toString() {
        return value;
    }
}
