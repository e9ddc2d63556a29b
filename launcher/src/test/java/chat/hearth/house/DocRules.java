package chat.hearth.house;

import chat.hearth.suite.Checkout;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Documents name only what is there: links, paths, classes, commands.
final class DocRules {
    private static final Pattern PATH = Pattern.compile("[\\w.@-]+(/[\\w.@-]+)*/?");
    private static final Pattern SOURCE_NAME = Pattern.compile(".*\\.(java|ts|vue|proto|sql|md|svg)");
    private static final Pattern JAVA_NAME = Pattern.compile("\\bchat\\.hearth\\.[\\w.]+");
    private static final Pattern TYPE_NAME = Pattern.compile("((?:[a-z]\\w*\\.)+)([A-Z]\\w*)(?:\\.([\\w.]+))?");
    private static final Pattern COMMAND = Pattern.compile("(?:^|[\\s`])(?:\\./)?hearth ([a-z]+)((?: +[\\w-]+)*)");

    /// What `hearth` understands, in this version and in those to come.
    static final Set<String> COMMANDS = Set.of(
            "run", "im", "app", "media", "test", "doctor", "tls", "nginx", "cluster", "bench", "user", "web", "epoch",
            "backup", "restore", "migrate", "config");

    private final Set<String> files = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> roots;
    private final List<JavaSource> java;
    private final Set<String> messages;

    DocRules(List<JavaSource> java) {
        this.java = java;
        Checkout.all().map(Checkout::nameOf).forEach(file -> {
            files.add(file);
            names.add(file.substring(file.lastIndexOf('/') + 1));
        });
        roots = files.stream()
                .filter(file -> file.contains("/"))
                .map(file -> file.substring(0, file.indexOf('/')))
                .collect(Collectors.toSet());
        messages = Checkout.files(".proto").stream()
                .flatMap(file -> Pattern.compile("(?:message|enum)\\s+(\\w+)")
                        .matcher(Checkout.read(file))
                        .results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /// A link without a scheme leads to a file, and to a heading in it if it says so.
    List<Finding> links(Markdown document) {
        return document.links().stream()
                .filter(link -> !link.text().matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(document, link.text()))
                .map(link -> new Finding(document.path(), link.number(), link.text() + " leads nowhere"))
                .toList();
    }

    /// A code span that looks like a path of the project is one.
    List<Finding> paths(Markdown document) {
        return document.spans().stream()
                .filter(span -> PATH.matcher(span.text()).matches() && !isKnownPath(document, span.text()))
                .map(span -> new Finding(document.path(), span.number(), span.text() + " is not in the project"))
                .toList();
    }

    /// A name of ours, with its package, is a class, a member of one, or a package.
    List<Finding> javaNames(Markdown document) {
        return Stream.concat(document.prose().stream(), document.blocks().stream())
                .flatMap(line -> JAVA_NAME
                        .matcher(line.text())
                        .results()
                        .map(found -> found.group().replaceAll("\\.+$", ""))
                        .filter(name -> !isJavaName(name))
                        .map(name -> new Finding(document.path(), line.number(), name + " does not exist")))
                .toList();
    }

    /// A command is one that `hearth` understands.
    static List<Finding> commands(Markdown document) {
        return Stream.concat(document.spans().stream(), document.blocks().stream())
                .flatMap(line -> COMMAND.matcher(line.text())
                        .results()
                        .filter(found -> !COMMANDS.contains(found.group(1)))
                        .map(found -> new Finding(
                                document.path(), line.number(), "hearth " + found.group(1) + " is no command")))
                .toList();
    }

    private static boolean leadsSomewhere(Markdown document, String link) {
        var parts = URLDecoder.decode(link, StandardCharsets.UTF_8).split("#", 2);
        var folder = Objects.requireNonNull(document.path().getParent());
        var target =
                parts[0].isEmpty() ? document.path() : folder.resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        boolean hasAnchor = parts.length == 2 && target.toString().endsWith(".md");
        return !hasAnchor || Markdown.read(target).anchors().contains(parts[1]);
    }

    private boolean isKnownPath(Markdown document, String span) {
        var path = span.replaceAll("/$", "");
        int slash = path.indexOf('/');
        if (slash < 0) {
            return !SOURCE_NAME.matcher(path).matches() || names.contains(path);
        }
        boolean isOurs = roots.contains(path.substring(0, slash))
                || SOURCE_NAME.matcher(path).matches();
        var beside = Objects.requireNonNull(document.path().getParent()).resolve(path);
        return !isOurs
                || Files.exists(Checkout.root().resolve(path))
                || Files.exists(beside)
                || files.stream().anyMatch(file -> file.endsWith("/" + path));
    }

    private boolean isJavaName(String name) {
        var type = TYPE_NAME.matcher(name);
        if (!type.matches()) {
            return java.stream()
                            .anyMatch(source -> packageOf(source).equals(name)
                                    || packageOf(source).startsWith(name + "."))
                    || name.equals("chat.hearth.protocol.v1");
        }
        var home = type.group(1).replaceAll("\\.$", "");
        if (home.equals("chat.hearth.protocol.v1")) {
            return messages.contains(type.group(2));
        }
        var member = type.group(3);
        return java.stream()
                .filter(source -> packageOf(source).equals(home))
                .filter(source -> source.path().endsWith(Path.of(type.group(2) + ".java")))
                .anyMatch(source ->
                        member == null || source.text().contains(member.substring(member.lastIndexOf('.') + 1)));
    }

    private static String packageOf(JavaSource source) {
        return String.valueOf(source.unit().getPackageName());
    }
}
