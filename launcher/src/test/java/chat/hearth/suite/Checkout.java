package chat.hearth.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that holds this project, and the files in it that people wrote.
public final class Checkout {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "dist", ".git", ".idea", "data");
    private static final Path ROOT = find();

    private Checkout() {}

    /// The project's root folder.
    public static Path root() {
        return ROOT;
    }

    /// The Maven modules that exist, sorted.
    public static List<String> modules() {
        try (var entries = Files.list(ROOT)) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every file whose name ends in one of these, sorted.
    public static List<Path> files(String... endings) {
        return all().filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .toList();
    }

    /// Every file that people wrote, sorted.
    public static Stream<Path> all() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean isOurs = !NOT_OURS.contains(String.valueOf(folder.getFileName()));
                    return isOurs || folder.equals(ROOT) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted();
    }

    /// A file's path as documents write it: from the root, with slashes.
    public static String nameOf(Path file) {
        return ROOT.relativize(ROOT.resolve(file)).toString().replace('\\', '/');
    }

    /// The text of a file.
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Path find() {
        var start = Path.of(System.getProperty("hearth.home", System.getProperty("user.dir")));
        for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("hearth")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder above " + Objects.requireNonNull(start) + " holds hearth and pom.xml");
    }
}
