package chat.hearth.protocol.golden;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Request;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One frame in both encodings.
///
/// @param json canonical, on one line
/// @param protoHex the binary encoding
public record GoldenVector(String name, Direction direction, String json, String protoHex) {
    /// What is a line end to a pattern may stand inside JSON.
    private static final Pattern LINE = Pattern.compile(
            "\\{\"name\": \"([^\"]+)\", \"direction\": \"(client|server)\","
                    + " \"json\": (.*), \"protoHex\": \"([0-9a-f]*)\"},?",
            Pattern.DOTALL);

    /// Who sends it.
    public enum Direction {
        CLIENT,
        SERVER
    }

    /// The vector of a frame as this version encodes it.
    static GoldenVector of(String name, Message frame) {
        return new GoldenVector(
                name,
                frame instanceof Request ? Direction.CLIENT : Direction.SERVER,
                new String(Encoding.JSON.encode(frame), StandardCharsets.UTF_8),
                HexFormat.of().formatHex(Encoding.PROTO.encode(frame)));
    }

    static GoldenVector parse(String line) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("not a vector: " + line);
        }
        var direction = found.group(2).equals("client") ? Direction.CLIENT : Direction.SERVER;
        return new GoldenVector(found.group(1), direction, found.group(3), found.group(4));
    }

    /// The line of the file.
    String line() {
        var side = direction == Direction.CLIENT ? "client" : "server";
        return "{\"name\": \"%s\", \"direction\": \"%s\", \"json\": %s, \"protoHex\": \"%s\"}"
                .formatted(name, side, json, protoHex);
    }

    /// The frame, read from one of its encodings.
    Message decoded(Encoding encoding) {
        var bytes = switch (encoding) {
            case PROTO -> HexFormat.of().parseHex(protoHex);
            case JSON -> json.getBytes(StandardCharsets.UTF_8);
        };
        return switch (direction) {
            case CLIENT -> encoding.decodeRequest(bytes);
            case SERVER -> encoding.decodeServerFrame(bytes);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
