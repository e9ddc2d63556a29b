package chat.hearth.kit.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads a TOML file into values and problems, each with its line.
///
/// Messages never repeat the file's own text at a syntax error, because an unquoted secret is the likeliest
/// one.
final class TomlSource {
    /// Far above any configuration; protects against naming the wrong file.
    private static final int MOST_BYTES = 1 << 20;

    private static final String EXPECTED = ", expected ";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final List<Given> values = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private TomlSource(Path file) {
        this.file = file;
    }

    static TomlSource read(Path file) {
        TomlSource source = new TomlSource(file);
        try {
            source.load();
        } catch (CharacterCodingException _) {
            source.problem(0, "not UTF-8 text");
        } catch (IOException fault) {
            source.problem(0, "cannot be read: " + fault.getMessage());
        }
        return source;
    }

    /// What the file gives, in the file's order.
    List<Given> values() {
        return values;
    }

    List<Problem> problems() {
        return problems;
    }

    private void load() throws IOException {
        if (!Files.isRegularFile(file)) {
            problem(0, "no such file");
        } else if (Files.size(file) > MOST_BYTES) {
            problem(0, "larger than " + MOST_BYTES + " bytes");
        } else {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        }
    }

    private void parse(String text) {
        TomlParseResult parsed = Toml.parse(text);
        Set<Integer> tellingLines = new HashSet<>();
        parsed.errors().stream()
                // One mistake makes the parser complain several times about its line.
                .filter(error -> tellingLines.add(error.position().line()))
                .forEach(this::syntaxProblem);
        parsed.entryPathSet(true).forEach(entry -> take(parsed, entry));
        values.sort(Comparator.comparingInt(given -> lineOf(given.origin())));
    }

    private void syntaxProblem(TomlParseError error) {
        String message = withoutContent(String.valueOf(error.getMessage()));
        TomlPosition position = error.position();
        problem(position.line(), "not valid TOML at column " + position.column() + ": " + message);
    }

    private void take(TomlTable root, Map.Entry<List<String>, Object> entry) {
        String name = String.join(".", entry.getKey());
        int line = Objects.requireNonNull(root.inputPositionOf(entry.getKey())).line();
        // A table with entries stands for nothing by itself: its entries follow.
        if (!(entry.getValue() instanceof TomlTable table) || table.isEmpty()) {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            values.add(new Given(name, raw(entry.getValue()), new Origin.File(file.toString(), line), folder));
        }
    }

    private static Raw raw(Object value) {
        return switch (value) {
            case String text -> new Raw.Text(text);
            case Long whole -> new Raw.Whole(whole);
            case Boolean truth -> new Raw.Truth(truth);
            case TomlArray array ->
                new Raw.Many(array.toList().stream().map(TomlSource::raw).toList());
            case TomlTable _ -> Raw.Other.TABLE;
            case Double _ -> new Raw.Other("a fraction");
            case Object _ -> new Raw.Other("a date or time");
        };
    }

    private static String withoutContent(String message) {
        // The last one: the quoted text in front may itself contain these words.
        int expected = message.lastIndexOf(EXPECTED);
        boolean quotesTheFile = message.startsWith("Unexpected") && expected > 0;
        return quotesTheFile ? message.substring(expected + 2) : message;
    }

    private static int lineOf(Origin origin) {
        return origin instanceof Origin.File(String _, int line) ? line : 0;
    }

    private void problem(int line, String text) {
        problems.add(new Problem(new Origin.File(file.toString(), line), text));
    }
}
