package chat.hearth.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Lines that people wrote, in several languages and scripts, from Debian's fortunes.
final class RealText {
    private static final Path FORTUNES = Path.of("/usr/share/games/fortunes");
    private static final int MAX_CHARACTERS = 10_000;

    private RealText() {}

    /// So many lines, mixed by the seed: Latin, Cyrillic and Chinese at least.
    static List<String> lines(int count, long seed) {
        var all = new ArrayList<String>();
        texts().forEach(file -> all.addAll(read(file)));
        Collections.shuffle(all, new Random(seed));
        if (all.size() < count) {
            throw new IllegalStateException("only " + all.size() + " lines of real text in " + FORTUNES);
        }
        return List.copyOf(all.subList(0, count));
    }

    private static Stream<Path> texts() {
        try (var files = Files.walk(FORTUNES)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(dat|u8)"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.equals("%") && line.length() < MAX_CHARACTERS)
                    .filter(line -> line.indexOf('\0') < 0)
                    .toList();
        } catch (CharacterCodingException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
