package chat.hearth.kit.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Reads TOML files that are lists of things rather than settings: into maps, lists, texts, numbers and truths.
public final class TomlTree {
    private static final long MOST_BYTES = 1 << 20;

    private TomlTree() {}

    /// The whole file.
    ///
    /// @throws IOException if it cannot be read or is not TOML; the message names file and line
    public static Map<String, Object> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
        }
        TomlParseResult parsed = Toml.parse(Files.readString(file, StandardCharsets.UTF_8));
        TomlParseError first = parsed.errors().stream()
                .min(Comparator.comparingInt(error -> error.position().line()))
                .orElse(null);
        if (first != null) {
            throw new IOException(file + ":" + first.position().line() + ": not valid TOML: " + first.getMessage());
        }
        return map(parsed);
    }

    private static Map<String, Object> map(TomlTable table) {
        Map<String, Object> valuesByName = new LinkedHashMap<>();
        table.entrySet().forEach(entry -> valuesByName.put(entry.getKey(), plain(entry.getValue())));
        return valuesByName;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TomlTable table -> map(table);
            case TomlArray array -> list(array);
            default -> value;
        };
    }

    private static List<Object> list(TomlArray array) {
        return array.toList().stream().map(TomlTree::plain).toList();
    }
}
