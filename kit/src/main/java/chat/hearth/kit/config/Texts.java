package chat.hearth.kit.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Types of values that are written as text, and of switches and lists.
public final class Texts {
    private static final int MOST_ITEMS = 256;

    private Texts() {}

    /// Any text for which `fits` holds; `allowed` says in words which these are.
    public static ValueType<String> text(String allowed, Predicate<String> fits) {
        return new TextType<>(allowed, text -> valid(text, fits), TomlText::quoted);
    }

    /// One of the names of an enum, in lower case.
    public static <E extends Enum<E>> ValueType<E> oneOf(List<E> choices) {
        String allowed =
                choices.stream().map(choice -> TomlText.quoted(wordOf(choice))).collect(Collectors.joining(" or "));
        return new TextType<>(
                allowed,
                text -> choices.stream()
                        .filter(choice -> wordOf(choice).equals(text))
                        .findFirst()
                        .<Reading<E>>map(Reading.Valid::new)
                        .orElseGet(Reading.NotAllowed::new),
                choice -> TomlText.quoted(wordOf(choice)));
    }

    /// `true` or `false`.
    public static ValueType<Boolean> truth() {
        return new TruthType();
    }

    /// A path, taken from the folder of the file that names it, or else from the working folder. Not empty.
    public static ValueType<Path> path() {
        return new PathType();
    }

    /// A list of texts for each of which `fits` holds; in the environment and in flags separated by commas.
    public static ValueType<List<String>> list(String allowed, Predicate<String> fits) {
        return new ListType(allowed, fits);
    }

    private static String wordOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static Reading<String> valid(String text, Predicate<String> fits) {
        return fits.test(text) ? new Reading.Valid<>(text) : new Reading.NotAllowed<>();
    }

    private record TextType<T>(String allowed, Function<String, Reading<T>> reader, Function<T, String> shower)
            implements ValueType<T> {
        @Override
        public Reading<T> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Text text -> reader.apply(text.value());
                case Raw.Loose loose -> reader.apply(loose.text().strip());
                case Raw.Whole _, Raw.Truth _, Raw.Many _, Raw.Other _ -> new Reading.NotAllowed<>();
            };
        }

        @Override
        public String show(T value) {
            return shower.apply(value);
        }
    }

    private record TruthType() implements ValueType<Boolean> {
        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public Reading<Boolean> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Truth truth -> new Reading.Valid<>(truth.value());
                case Raw.Loose(String text)
                when text.strip().matches("true|false") -> new Reading.Valid<>(Boolean.valueOf(text.strip()));
                case Raw.Text _, Raw.Whole _, Raw.Many _, Raw.Other _, Raw.Loose _ -> new Reading.NotAllowed<>();
            };
        }

        @Override
        public String show(Boolean value) {
            return value.toString();
        }
    }

    private record PathType() implements ValueType<Path> {
        @Override
        public String allowed() {
            return "the path of a file or folder";
        }

        @Override
        public Reading<Path> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Text text -> resolved(text.value(), base);
                case Raw.Loose loose -> resolved(loose.text(), base);
                case Raw.Whole _, Raw.Truth _, Raw.Many _, Raw.Other _ -> new Reading.NotAllowed<>();
            };
        }

        private static Reading<Path> resolved(String text, Path base) {
            if (text.isBlank()) {
                return new Reading.NotAllowed<>();
            }
            try {
                return new Reading.Valid<>(base.resolve(text).normalize());
            } catch (InvalidPathException _) {
                return new Reading.NotAllowed<>();
            }
        }

        @Override
        public String show(Path value) {
            return TomlText.quoted(value.toString());
        }
    }

    private record ListType(String allowed, Predicate<String> fits) implements ValueType<List<String>> {
        @Override
        public Reading<List<String>> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Many many -> all(many.items());
                case Raw.Loose loose -> all(split(loose.text()));
                case Raw.Text _, Raw.Whole _, Raw.Truth _, Raw.Other _ -> new Reading.NotAllowed<>();
            };
        }

        private static List<Raw> split(String text) {
            Stream<String> parts = text.isBlank() ? Stream.empty() : Arrays.stream(text.split(",", -1));
            return parts.<Raw>map(part -> new Raw.Text(part.strip())).toList();
        }

        private Reading<List<String>> all(List<Raw> items) {
            List<String> texts = new ArrayList<>();
            for (Raw item : items) {
                if (texts.size() < MOST_ITEMS && item instanceof Raw.Text(String text) && fits.test(text)) {
                    texts.add(text);
                } else {
                    return new Reading.NotAllowed<>();
                }
            }
            return new Reading.Valid<>(List.copyOf(texts));
        }

        @Override
        public String show(List<String> value) {
            return TomlText.quoted(value);
        }
    }
}
