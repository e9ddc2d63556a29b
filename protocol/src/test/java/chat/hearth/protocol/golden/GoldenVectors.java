package chat.hearth.protocol.golden;

import chat.hearth.protocol.document.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of golden vectors, one for each version that added frames, and the list of their hashes.
public final class GoldenVectors {
    private GoldenVectors() {}

    /// Every vector of every version.
    public static List<GoldenVector> all() {
        return files().stream().flatMap(file -> read(file).stream()).toList();
    }

    static Path folder() {
        return ProjectFiles.root().resolve("protocol/src/test/resources/golden/v1");
    }

    /// The list that says which file was released with which content: `sha256  name` lines.
    static Path released() {
        return folder().resolve("released.sha256");
    }

    static List<Path> files() {
        try (var found = Files.list(folder())) {
            return found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GoldenVector> read(Path file) {
        return ProjectFiles.text(file)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(GoldenVector::parse)
                .toList();
    }

    static Map<String, String> releasedHashes() {
        var hashByName = new TreeMap<String, String>();
        ProjectFiles.text(released())
                .lines()
                .map(line -> line.split("  ", 2))
                .forEach(parts -> hashByName.put(parts[1], parts[0]));
        return hashByName;
    }

    static String hash(Path file) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(ProjectFiles.text(file).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
