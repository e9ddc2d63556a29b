package chat.hearth.media.store;

import chat.hearth.kit.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// A file's name as it is given out: one line, no path, nothing that turns the text around it, nothing that a
/// common system would take for something else. What a sender called it otherwise is mended, not refused.
public record FileName(String value) {
    private static final int MAX_BYTES = 200;
    private static final int MAX_ENDING = 16;
    private static final String NAMELESS = "file";

    /// Names that Windows takes for devices, whatever follows the first dot.
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    /// Reads what a sender called a file.
    public static FileName of(String sent) {
        var mended = new StringBuilder();
        Normalizer.normalize(sent, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> isHarmful(c) ? '_' : c)
                .forEach(mended::appendCodePoint);
        // Hidden on one system, cut off on another.
        var trimmed = mended.toString().strip().replaceAll("^\\.+|[. ]+$", "");
        var shortened = shortened(trimmed.isEmpty() ? NAMELESS : trimmed);
        return new FileName(DEVICE.matcher(shortened).matches() ? "_" + shortened : shortened);
    }

    private static boolean isHarmful(int c) {
        return OneLine.isBrokenBy(c) || "/\\:*?\"<>|".indexOf(c) >= 0;
    }

    /// Cuts the middle, so that the ending still tells what the file is.
    private static String shortened(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        boolean hasEnding = dot > 0 && bytes(name.substring(dot)) <= MAX_ENDING;
        var ending = hasEnding ? name.substring(dot) : "";
        var start = new StringBuilder();
        int room = MAX_BYTES - bytes(ending);
        for (int c : name.codePoints().toArray()) {
            room -= bytes(Character.toString(c));
            if (room < 0) {
                break;
            }
            start.appendCodePoint(c);
        }
        return start.append(ending).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return value;
    }
}
