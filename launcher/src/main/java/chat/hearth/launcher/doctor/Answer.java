package chat.hearth.launcher.doctor;

import java.util.List;
import java.util.Locale;

/// What came back: the status, the fields as lines, the beginning of the body.
record Answer(int status, List<String> fields, String body) {
    List<String> all(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    String first(String name) {
        var values = all(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// Whether Hearth itself wrote it: everything it refuses has a JSON body, and a proxy's refusal has not.
    boolean isJson() {
        return first("content-type").startsWith("application/json");
    }

    boolean has(String code) {
        return isJson() && body.contains("\"" + code + "\"");
    }

    String seen() {
        return "status " + status + (isJson() ? " " + body : "");
    }
}
