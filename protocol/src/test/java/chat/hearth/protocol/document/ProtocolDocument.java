package chat.hearth.protocol.document;

import java.util.ArrayList;
import java.util.List;

/// docs/PROTOCOL.md.
public record ProtocolDocument(String text) {
    private static final String FENCE = "```";

    /// The document as it is in this checkout.
    public static ProtocolDocument read() {
        return new ProtocolDocument(ProjectFiles.text(ProjectFiles.root().resolve("docs/PROTOCOL.md")));
    }

    /// Its JSON blocks, in order.
    public List<Example> examples() {
        var examples = new ArrayList<Example>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                var tag = lines.get(i).substring(FENCE.length());
                if (tag.startsWith("json")) {
                    var json = String.join("\n", lines.subList(i + 1, end));
                    examples.add(new Example(tag.substring("json".length()).strip(), json, i + 1));
                }
                i = end;
            }
        }
        return examples;
    }

    /// The inside of the first block that opens with this, its tag included.
    String block(String opening) {
        int from = text.indexOf("\n" + FENCE + opening) + 1;
        return text.substring(text.indexOf('\n', from) + 1, text.indexOf("\n" + FENCE, from));
    }

    /// The table rows under a heading, up to the next one.
    List<String> rows(String heading) {
        return text.lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }
}
