package chat.hearth.launcher.page;

import chat.hearth.launcher.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Writes the client for another web server.
public final class PageExport {
    private static final Map<String, String> ENDS = Map.of("br", ".br", "gzip", ".gz");

    private PageExport() {}

    /// Writes every file, compressed forms beside the plain ones; the answer is how many. The index comes last, so that
    /// it never names a file that is not there yet.
    ///
    /// @throws StartRefused if they can't be written
    public static int to(Path folder, PageConfiguration configuration) {
        var packed = PageFiles.packed().orElseThrow(() -> new StartRefused("this build has no web client"));
        try {
            return write(packed, folder, configuration);
        } catch (IOException e) {
            throw new StartRefused("cannot write the web client to " + folder + ": " + e.getMessage(), e);
        }
    }

    static int write(PageFiles files, Path folder, PageConfiguration configuration) throws IOException {
        var bytesByName = new TreeMap<String, byte[]>();
        files.byName().forEach((name, file) -> {
            bytesByName.put(name, file.plain().bytes());
            file.compressed().forEach((coding, body) -> bytesByName.put(name + ENDS.get(coding), body.bytes()));
        });
        for (var each : bytesByName.entrySet()) {
            var file = folder.resolve(each.getKey());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, each.getValue());
        }
        Files.writeString(folder.resolve("index.html"), configuration.fill(files.index()));
        return bytesByName.size() + 1;
    }
}
