package chat.hearth.house;

import chat.hearth.suite.Checkout;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One Java file, read by the compiler's own parser, so that no rule stumbles over a string or a comment.
record JavaSource(Path path, String text, CompilationUnitTree unit, Trees trees) {
    private static final List<JavaSource> ALL = parse(Checkout.files(".java"));

    /// The Java files of the project, read once.
    static List<JavaSource> all() {
        return ALL;
    }

    /// Parses a text as if it were the file.
    static JavaSource parse(Path path, String text) {
        return parseAll(List.of(new InMemory(path, text))).getFirst();
    }

    private static List<JavaSource> parse(List<Path> files) {
        return parseAll(files.stream()
                .map(file -> new InMemory(file, Checkout.read(file)))
                .toList());
    }

    private static List<JavaSource> parseAll(List<InMemory> files) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, files);
        var trees = Trees.instance(task);
        var filesByUri = files.stream().collect(Collectors.toMap(InMemory::toUri, file -> file));
        var sources = new ArrayList<JavaSource>();
        try {
            for (var unit : task.parse()) {
                var file = Objects.requireNonNull(
                        filesByUri.get(unit.getSourceFile().toUri()));
                sources.add(new JavaSource(file.path, file.text, unit, trees));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(sources);
    }

    boolean isTest() {
        return path.toString().contains("/src/test/");
    }

    boolean isPackageNote() {
        return path.endsWith("package-info.java");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    int firstLine(Tree tree) {
        return lineAt(positions().getStartPosition(unit, tree));
    }

    int lastLine(Tree tree) {
        return lineAt(positions().getEndPosition(unit, tree));
    }

    /// The documentation comment before a declaration.
    @Nullable String comment(TreePath declaration) {
        return trees.getDocComment(declaration);
    }

    /// The comments inside the code: those that document nothing, one line each.
    List<Comment> innerComments() {
        var found = new ArrayList<Comment>();
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (text.startsWith("\"\"\"", i)) {
                int end = endOf("\"\"\"", i + 3);
                line += (int)
                        text.substring(i, end).chars().filter(x -> x == '\n').count();
                i = end + 2;
            } else if (c == '"' || c == '\'') {
                i = endOfQuote(c, i + 1);
            } else if (text.startsWith("//", i)) {
                int end = endOf("\n", i);
                if (!text.startsWith("///", i)) {
                    found.add(new Comment(line, text.substring(i + 2, end)));
                }
                i = end - 1;
            }
        }
        return found;
    }

    private int endOf(String mark, int from) {
        int end = text.indexOf(mark, from);
        return end < 0 ? text.length() : end;
    }

    private int endOfQuote(char quote, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private int lineAt(long position) {
        return Math.toIntExact(unit.getLineMap().getLineNumber(position));
    }

    private SourcePositions positions() {
        return trees.getSourcePositions();
    }

    /// A line of comment, without its slashes.
    record Comment(int line, String text) {}

    private static final class InMemory extends SimpleJavaFileObject {
        private final Path path;
        private final String text;

        InMemory(Path path, String text) {
            super(URI.create("memory://" + path.toUri().getRawPath()), JavaFileObject.Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
