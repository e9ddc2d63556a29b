package chat.hearth.protocol.golden;

import chat.hearth.protocol.document.Example;
import chat.hearth.protocol.document.ProjectFiles;
import chat.hearth.protocol.document.ProtocolDocument;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes the vectors of one version: every frame of docs/PROTOCOL.md and every edge that no earlier version
/// holds. A version is made once; what was made stays.
///
/// Run with the version as the only argument, for example `0.1`.
final class GoldenRelease {
    private GoldenRelease() {}

    public static void main(String[] arguments) throws IOException {
        var version = arguments[0];
        var file = GoldenVectors.folder().resolve(version + ".json");
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " was made already: released vectors stay");
        }
        var known = GoldenVectors.all().stream().map(GoldenVector::json).collect(Collectors.toSet());
        var names = GoldenVectors.all().stream().map(GoldenVector::name).collect(Collectors.toSet());
        // A frame that gained a field is a vector of its own beside the older one.
        var lines = frames().entrySet().stream()
                .map(each -> GoldenVector.of(
                        names.contains(each.getKey()) ? each.getKey() + " " + version : each.getKey(), each.getValue()))
                .filter(vector -> !known.contains(vector.json()))
                .map(GoldenVector::line)
                .toList();
        Files.writeString(file, "[\n" + String.join(",\n", lines) + "\n]\n");
        list(version + ".json", GoldenVectors.hash(file));
    }

    private static Map<String, Message> frames() {
        var frames = new LinkedHashMap<String, Message>();
        for (var example : ProtocolDocument.read().examples()) {
            var frame = example.parsed();
            frames.put(name(frame, frames), frame);
        }
        frames.putAll(EdgeFrames.all());
        return frames;
    }

    private static String name(Message frame, Map<String, Message> taken) {
        var name = Example.path(frame);
        for (int i = 2; taken.containsKey(name); i++) {
            name = Example.path(frame) + " " + i;
        }
        return name;
    }

    private static void list(String name, String hash) throws IOException {
        List<String> lines = new ArrayList<>(
                Files.exists(GoldenVectors.released())
                        ? ProjectFiles.text(GoldenVectors.released()).lines().toList()
                        : List.of());
        lines.add(hash + "  " + name);
        Files.writeString(GoldenVectors.released(), String.join("\n", lines) + "\n");
    }
}
