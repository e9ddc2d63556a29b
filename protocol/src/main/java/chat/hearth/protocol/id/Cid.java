package chat.hearth.protocol.id;

import java.time.Duration;
import java.util.UUID;

/// The client's id of one send or one creation: a UUIDv7 (RFC 9562 section 5.7) in canonical lower-case text.
///
/// The client makes it once and keeps it through every retry; (user, cid) is what makes a repeated send
/// harmless.
public record Cid(UUID value) {
    /// How far behind the server's time a cid may be; the key that recognises a repetition lives longer than
    /// this.
    public static final Duration MAX_AGE = Duration.ofDays(8);
    /// How far ahead of the server's time a cid may be.
    public static final Duration MAX_LEAD = Duration.ofDays(1);

    private static final int TEXT_LENGTH = 36;

    public Cid {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException("a cid must be a UUIDv7");
        }
    }

    /// Whether `text` is a UUIDv7 in canonical form; ask before parsing outside input.
    public static boolean isValid(String text) {
        if (text.length() != TEXT_LENGTH) {
            return false;
        }
        for (int i = 0; i < TEXT_LENGTH; i++) {
            char c = text.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (isDash ? c != '-' : !isHex) {
                return false;
            }
        }
        return text.charAt(14) == '7' && "89ab".indexOf(text.charAt(19)) >= 0;
    }

    /// Reads a valid cid.
    ///
    /// @throws IllegalArgumentException if `text` is not valid
    public static Cid parse(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a cid must be a lower-case canonical UUIDv7");
        }
        return new Cid(UUID.fromString(text));
    }

    /// The cid with this time and these 74 random bits (upper ones ignored).
    public static Cid of(long timeMs, long randomA, long randomB) {
        long high = (timeMs << 16) | 0x7000L | (randomA & 0x0fffL);
        long low = 0x8000_0000_0000_0000L | (randomB & 0x3fff_ffff_ffff_ffffL);
        return new Cid(new UUID(high, low));
    }

    /// When the client says it made this, in milliseconds since 1970-01-01 UTC.
    public long timeMs() {
        return value.getMostSignificantBits() >>> 16;
    }

    /// Whether a server whose time is `nowMs` may still take this: see [#MAX_AGE] and [#MAX_LEAD].
    public boolean isInWindow(long nowMs) {
        return timeMs() >= nowMs - MAX_AGE.toMillis() && timeMs() <= nowMs + MAX_LEAD.toMillis();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
