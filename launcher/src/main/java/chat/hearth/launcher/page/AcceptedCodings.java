package chat.hearth.launcher.page;

import java.util.Locale;

/// Reads Accept-Encoding (RFC 9110 section 12.5.3).
final class AcceptedCodings {
    private AcceptedCodings() {}

    /// Whether the coding is named and not weighed with nothing. A wildcard counts for nothing: plain bytes are always
    /// right.
    static boolean accepts(String field, String coding) {
        for (var item : field.toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = item.split(";", 2);
            if (parts[0].strip().equals(coding)) {
                return parts.length == 1 || !isNothing(parts[1].replace(" ", ""));
            }
        }
        return false;
    }

    private static boolean isNothing(String weight) {
        return weight.matches("q=0(\\.0*)?");
    }
}
