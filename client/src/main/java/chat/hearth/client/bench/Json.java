package chat.hearth.client.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Writes results as JSON (RFC 8259): maps, lists, texts, numbers with three decimals, booleans.
final class Json {
    private static final int DECIMALS = 3;
    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    static String of(Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                var separator = "{";
                for (var each : map.entrySet()) {
                    out.append(separator);
                    text(String.valueOf(each.getKey()), out);
                    out.append(':');
                    write(each.getValue(), out);
                    separator = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                var separator = "[";
                for (var each : list) {
                    out.append(separator);
                    write(each, out);
                    separator = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case Double number -> out.append(number(number));
            case Number number -> out.append(number);
            case Boolean is -> out.append(is);
            default -> text(value.toString(), out);
        }
    }

    /// JSON knows no infinity and no not-a-number.
    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(DECIMALS, RoundingMode.HALF_UP)
                        .toPlainString()
                : "null";
    }

    private static void text(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
