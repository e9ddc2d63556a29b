package chat.hearth.kit.log;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Keeps values out of the log whose names say that they are secrets: the last net below careful callers.
final class Masking {
    private static final List<String> SECRET_WORDS =
            List.of("password", "passwd", "secret", "token", "ticket", "authorization", "cookie", "credential");

    private static final String MASK = "***";

    private Masking() {}

    /// The value as text, or a mask.
    static String shown(String name, @Nullable Object value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(lower::contains) ? MASK : String.valueOf(value);
    }
}
