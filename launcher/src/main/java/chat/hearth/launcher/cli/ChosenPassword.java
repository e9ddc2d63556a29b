package chat.hearth.launcher.cli;

import chat.hearth.launcher.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A password that an operator gives in a file, or one made here, which is told once.
///
/// @param isMade nobody has seen it yet
record ChosenPassword(String text, boolean isMade) {
    /// Without letters that look alike.
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;
    private static final int MOST_BYTES = 4096;

    static ChosenPassword from(@Nullable Path file) {
        return file == null ? new ChosenPassword(made(), true) : new ChosenPassword(read(file), false);
    }

    /// What is added to the command's answer.
    String toTell() {
        return isMade ? System.lineSeparator() + "password " + text : "";
    }

    private static String made() {
        return new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            var text =
                    Files.size(file) > MOST_BYTES ? "" : Files.readString(file).strip();
            if (text.isEmpty() || text.lines().count() != 1) {
                throw new StartRefused(file + " does not hold a password on one line");
            }
            return text;
        } catch (IOException e) {
            throw new StartRefused("cannot read the password file " + file + ": " + e.getMessage(), e);
        }
    }

    /// Never the password.
    @Override
    public String toString() {
        return isMade ? "a made password" : "a given password";
    }
}
