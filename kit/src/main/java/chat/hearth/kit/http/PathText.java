package chat.hearth.kit.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decodes paths, refusing those that mean one thing to a proxy and another to a handler.
final class PathText {
    private static final Set<String> DOTS = Set.of(".", "..");

    private PathText() {}

    /// The decoded path; null when it is not absolute, badly encoded, climbs, hides a slash or has control
    /// characters.
    static @Nullable String decoded(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        if (!raw.startsWith("/") || lower.contains("%2f") || lower.contains("%5c") || raw.indexOf('\\') >= 0) {
            return null;
        }
        try {
            // In a path a plus sign is a plus sign.
            String path = QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"));
            boolean isPlain = path.chars().noneMatch(Character::isISOControl)
                    && path.indexOf('\uFFFD') < 0
                    && Arrays.stream(path.split("/")).noneMatch(DOTS::contains);
            return isPlain ? path : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
