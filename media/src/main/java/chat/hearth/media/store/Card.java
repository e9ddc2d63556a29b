package chat.hearth.media.store;

import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.protocol.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of a file, kept beside its bytes.
///
/// @param scope where it belongs, opaque
/// @param sender who uploaded it
/// @param name as [FileName] leaves it
/// @param size in bytes
/// @param type media type as declared; an image's was compared with its bytes
/// @param sha256 of the bytes, in hexadecimal digits; empty while they arrive
/// @param atMs when the upload began, and when it was complete, in milliseconds since 1970-01-01 UTC
public record Card(String scope, UserId sender, FileName name, long size, String type, String sha256, long atMs) {
    private static final String VERSION = "hearth file 1";
    private static final int MAX_BYTES = 8192;

    public Card {
        if ((scope + type + sha256).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a card has one line for each fact");
        }
    }

    /// The same file, complete.
    public Card complete(String digest, long completeAtMs) {
        return new Card(scope, sender, name, size, type, digest, completeAtMs);
    }

    /// The card in this file; empty if there is none.
    ///
    /// @throws IOException if it can't be read, or is none
    static Optional<Card> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is no card: too long");
        }
        var lines = Files.readString(file).split("\n", -1);
        if (!lines[0].equals(VERSION)) {
            throw new IOException(file + " is no card of this version");
        }
        try {
            return Optional.of(of(values(lines)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no card", e);
        }
    }

    /// Writes it so that after a crash it is there in full or not at all.
    void write(Path file) throws IOException {
        var text = String.join(
                "\n",
                VERSION,
                "scope " + scope,
                "sender " + sender,
                "size " + size,
                "type " + type,
                "sha256 " + sha256,
                "at " + atMs,
                "name " + name,
                "");
        OwnedFiles.create(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Card of(Map<String, String> values) {
        return new Card(
                value(values, "scope"),
                new UserId(value(values, "sender")),
                FileName.of(value(values, "name")),
                Long.parseLong(value(values, "size")),
                value(values, "type"),
                value(values, "sha256"),
                Long.parseLong(value(values, "at")));
    }

    private static Map<String, String> values(String[] lines) {
        Map<String, String> values = new HashMap<>();
        for (var line : lines) {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        return values;
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
