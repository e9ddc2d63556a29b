package chat.hearth.house;

import chat.hearth.suite.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A source of any language, as lines.
record TextFile(Path path, List<String> lines) {
    private static final String[] SOURCES = {
        ".java", ".ts", ".vue", ".css", ".html", ".proto", ".sql", ".sh", "/hearth", "/.ci/run"
    };

    TextFile {
        lines = List.copyOf(lines);
    }

    /// The sources of the project that people wrote, in whatever language. Generated ones lie in folders `gen`.
    static List<TextFile> all() {
        return Checkout.files(SOURCES).stream()
                .filter(file -> !file.toString().contains("/gen/"))
                .map(TextFile::read)
                .toList();
    }

    static TextFile read(Path path) {
        return new TextFile(path, Checkout.read(path).lines().toList());
    }

    boolean isTest() {
        var name = path.toString().replace('\\', '/');
        return name.contains("/src/test/")
                || name.contains("/test/")
                || name.contains("/tests/")
                || Stream.of(".test.ts", ".spec.ts").anyMatch(name::endsWith);
    }
}
