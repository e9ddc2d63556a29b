package chat.hearth.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the product says of itself in `run.json`.
record RunFile(long pid, URI serverApi) {
    private static final Pattern PID = Pattern.compile("\"pid\": ([0-9]+)");
    private static final Pattern SERVER_API = Pattern.compile("\"serverApi\": \"([^\"]+)\"");

    static RunFile of(Path data) {
        try {
            var json = Files.readString(data.resolve("run.json"));
            return new RunFile(Long.parseLong(find(PID, json)), URI.create(find(SERVER_API, json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(Pattern member, String json) {
        var match = member.matcher(json);
        if (!match.find()) {
            throw new AssertionError("no " + member + " in " + json);
        }
        return match.group(1);
    }
}
