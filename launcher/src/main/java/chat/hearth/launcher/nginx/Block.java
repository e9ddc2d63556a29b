package chat.hearth.launcher.nginx;

import java.util.ArrayList;
import java.util.List;

/// Text of nginx directives, indented as people do.
final class Block {
    private static final String INDENT = "    ";
    private final List<String> lines = new ArrayList<>();

    /// One directive; the semicolon is added.
    Block put(String directive) {
        lines.add(directive + ";");
        return this;
    }

    /// A sentence for the reader.
    Block say(String comment) {
        lines.add("# " + comment);
        return this;
    }

    /// An empty line.
    Block gap() {
        lines.add("");
        return this;
    }

    /// A block within this one.
    Block open(String head, Block inner) {
        lines.add(head + " {");
        inner.lines.forEach(line -> lines.add(line.isEmpty() ? "" : INDENT + line));
        lines.add("}");
        return this;
    }

    /// The directives of another block, in this one.
    Block all(Block other) {
        lines.addAll(other.lines);
        return this;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
