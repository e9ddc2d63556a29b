package chat.hearth.kit.config;

import java.util.List;
import java.util.stream.Collectors;

/// A value as its source wrote it, before a [ValueType] has judged it.
public sealed interface Raw {
    /// A quoted text of the file.
    record Text(String value) implements Raw {}

    /// A whole number of the file.
    record Whole(long value) implements Raw {}

    /// `true` or `false` in the file.
    record Truth(boolean value) implements Raw {}

    /// An array of the file.
    record Many(List<Raw> items) implements Raw {
        public Many {
            items = List.copyOf(items);
        }
    }

    /// Something of the file that no key takes: a fraction, a date, a table.
    record Other(String kind) implements Raw {
        static final Other TABLE = new Other("a table");
    }

    /// A text of the environment or of a flag; these sources have no types, so the key's type reads it.
    record Loose(String text) implements Raw {}

    /// The value for a message, in the file's spelling; long ones are cut.
    default String show() {
        String shown = switch (this) {
            case Text text -> quoted(text.value());
            case Whole whole -> Long.toString(whole.value());
            case Truth truth -> Boolean.toString(truth.value());
            case Many many -> many.items().stream().map(Raw::show).collect(Collectors.joining(", ", "[", "]"));
            case Other other -> other.kind();
            case Loose loose -> quoted(loose.text());
        };
        return shown.length() <= 80 ? shown : shown.substring(0, 77) + "...";
    }

    private static String quoted(String text) {
        return TomlText.quoted(text);
    }
}
