package chat.hearth.media.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a file that a request asks for (RFC 9110 section 14).
sealed interface ByteRange {
    /// All of it: nothing else is asked for, or in a form that need not be understood, such as several
    /// ranges.
    record Whole() implements ByteRange {}

    /// These bytes.
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /// The file has no such bytes.
    record Unsatisfiable() implements ByteRange {}

    /// At most 18 digits: more fit no number, and no file.
    Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Reads a Range field for a file of at least one byte.
    static ByteRange of(@Nullable String field, long size) {
        var form = FORM.matcher(field == null ? "" : field.strip());
        if (!form.matches()) {
            return new Whole();
        }
        var from = form.group(1);
        var to = form.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : suffix(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Long.parseLong(to);
        if (last < first) {
            return to.isEmpty() ? new Unsatisfiable() : new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - length), size - 1);
    }
}
