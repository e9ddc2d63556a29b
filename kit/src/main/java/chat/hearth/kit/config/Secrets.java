package chat.hearth.kit.config;

import chat.hearth.kit.secret.OwnedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/// The type of secrets: the secret itself, or `file:PATH` of a file that holds it.
public final class Secrets {
    /// Larger files are not secrets but mistakes.
    private static final int MOST_BYTES = 4096;

    private static final String FILE_PREFIX = "file:";

    private Secrets() {}

    /// Secrets other than the empty one and the `known` ones, which everybody can look up.
    public static ValueType<Secret> otherThan(Set<String> known) {
        return new SecretType(Set.copyOf(known));
    }

    private record SecretType(Set<String> known) implements ValueType<Secret> {
        @Override
        public String allowed() {
            return "a quoted text that is not empty, or \"file:PATH\" of a file that holds it";
        }

        @Override
        public Reading<Secret> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Text text -> fromText(text.value(), base);
                case Raw.Loose loose -> fromText(loose.text(), base);
                case Raw.Whole _, Raw.Truth _, Raw.Many _, Raw.Other _ -> new Reading.NotAllowed<>();
            };
        }

        private Reading<Secret> fromText(String text, Path base) {
            return text.startsWith(FILE_PREFIX)
                    ? fromFile(text.substring(FILE_PREFIX.length()), base)
                    : checked(text, "is empty; give it a value or leave the key out");
        }

        private Reading<Secret> fromFile(String name, Path base) {
            try {
                Path file = base.resolve(name);
                if (!Files.isRegularFile(file)) {
                    return new Reading.Unusable<>("names a secret file that does not exist: " + file);
                }
                if (OwnedFiles.isReadableByEverybody(file)) {
                    return new Reading.Unusable<>(
                            "names a secret file that every user of the machine can read; chmod 600 " + file);
                }
                return fromContent(file);
            } catch (IOException | InvalidPathException fault) {
                return new Reading.Unusable<>("names a secret file that cannot be read: " + fault.getMessage());
            }
        }

        private Reading<Secret> fromContent(Path file) throws IOException {
            if (Files.size(file) > MOST_BYTES) {
                return new Reading.Unusable<>("names a file of more than " + MOST_BYTES + " bytes: " + file);
            }
            // Editors end a file with a newline; nobody means it as part of the secret.
            String content = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            return checked(content, "names a secret file that is empty: " + file);
        }

        private Reading<Secret> checked(String text, String whyEmptyIsWrong) {
            if (text.isBlank()) {
                return new Reading.Unusable<>(whyEmptyIsWrong);
            }
            return known.contains(text)
                    ? new Reading.Unusable<>("is a default that everybody knows; choose another")
                    : new Reading.Valid<>(Secret.of(text));
        }

        @Override
        public String show(Secret value) {
            return TomlText.quoted(value.toString());
        }
    }
}
