package chat.hearth.kit.config;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Writes values in TOML's spelling.
public final class TomlText {
    private TomlText() {}

    /// A basic string: quotes, backslashes and control characters escaped, so the result is always one line.
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> quoted.append(escaped(point)));
        return quoted.append('"').toString();
    }

    /// An array of basic strings.
    public static String quoted(Collection<String> texts) {
        return texts.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String escaped(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(point)
                        ? "\\u" + HexFormat.of().toHexDigits((char) point)
                        : Character.toString(point);
        };
    }
}
