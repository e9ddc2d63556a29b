package chat.hearth.protocol.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds files of the project from wherever in it a test runs.
public final class ProjectFiles {
    private ProjectFiles() {}

    /// The folder that holds `docs/PROTOCOL.md`.
    public static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docs/PROTOCOL.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above holds docs/PROTOCOL.md");
    }

    /// The text of a file.
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
