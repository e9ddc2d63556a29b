package chat.hearth.launcher.serverapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a running product says of itself in its data folder's `run.json`.
public record RunningProduct(long pid, URI page, URI serverApi) {
    private static final Pattern PID = Pattern.compile("\"pid\": ([0-9]+)");
    private static final Pattern PAGE = Pattern.compile("\"page\": \"([^\"]+)\"");
    private static final Pattern SERVER_API = Pattern.compile("\"serverApi\": \"([^\"]+)\"");

    /// Reads it.
    public static RunningProduct in(Path data) {
        try {
            var json = Files.readString(data.resolve("run.json"));
            return new RunningProduct(
                    Long.parseLong(find(PID, json)), URI.create(find(PAGE, json)), URI.create(find(SERVER_API, json)));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing runs in " + data, e);
        }
    }

    private static String find(Pattern member, String json) {
        var match = member.matcher(json);
        if (!match.find()) {
            throw new IllegalStateException("run.json lacks " + member);
        }
        return match.group(1);
    }
}
