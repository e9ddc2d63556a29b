package chat.hearth.kit.json;

import java.util.HexFormat;

/// JSON strings (RFC 8259 section 7).
public final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    /// JavaScript before ES2019 takes these for line ends; log viewers still do.
    private static final String LINE_SEPARATORS = "\u2028\u2029\u0085";

    private JsonText() {}

    /// The text as a JSON string with its quotes; unpaired surrogates become U+FFFD.
    public static String quoted(CharSequence text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        append(json, text);
        return json.toString();
    }

    /// Appends [#quoted(CharSequence)] to `json`.
    public static void append(StringBuilder json, CharSequence text) {
        json.append('"');
        text.codePoints().forEach(point -> append(json, point));
        json.append('"');
    }

    private static void append(StringBuilder json, int point) {
        switch (point) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> appendOther(json, point);
        }
    }

    private static void appendOther(StringBuilder json, int point) {
        if (point < FIRST_PRINTABLE || point == 0x7F || LINE_SEPARATORS.indexOf(point) >= 0) {
            json.append("\\u").append(HexFormat.of().toHexDigits((char) point));
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            json.append('\uFFFD');
        } else {
            json.appendCodePoint(point);
        }
    }
}
