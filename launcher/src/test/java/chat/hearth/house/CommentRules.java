package chat.hearth.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What every type and package says of itself, and what no comment may be.
final class CommentRules {
    private static final Pattern REMINDER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern BANNER = Pattern.compile("^\\s*[-=*#_~/+]{4,}.*|.*[-=*#_~/+]{8,}\\s*$");
    private static final List<Pattern> CODE = Stream.of(
                    ".*[\\w)\\]](\\(.*\\)|\\s*=[^=].*);\\s*$",
                    "^\\s*(if|for|while|else|try|switch|catch)\\b.*\\{\\s*$",
                    "^\\s*}\\s*(else.*|catch.*|;)?$",
                    "^\\s*(import|package)\\s+[\\w.]+;\\s*$",
                    "^\\s*return\\b.*;\\s*$")
            .map(Pattern::compile)
            .toList();

    private CommentRules() {}

    static List<Finding> publicTypes(JavaSource source) {
        if (source.isTest()) {
            return List.of();
        }
        return Declarations.of(source).types().stream()
                .filter(type -> type.isPublic() && source.comment(type.path()) == null)
                .map(type -> new Finding(
                        source.path(),
                        source.firstLine(type.tree()),
                        type.name() + " is public: say in one sentence (///) what it is"))
                .toList();
    }

    static List<Finding> packageNotes(JavaSource source) {
        if (!source.isPackageNote()) {
            return List.of();
        }
        boolean isMarked = source.text().contains("@NullMarked");
        boolean isTold = source.text().startsWith("///");
        return isMarked && isTold
                ? List.of()
                : List.of(new Finding(
                        source.path(),
                        1,
                        "open with /// what the package is for, not for, its invariant; @NullMarked"));
    }

    static List<Finding> reminders(TextFile file) {
        return IntStream.range(0, file.lines().size())
                .filter(i -> REMINDER.matcher(file.lines().get(i)).find())
                .mapToObj(i -> new Finding(file.path(), i + 1, "do it, or file an issue: reminders do not stay here"))
                .toList();
    }

    static List<Finding> inner(JavaSource source) {
        return source.innerComments().stream()
                .flatMap(comment -> judge(source, comment))
                .toList();
    }

    private static Stream<Finding> judge(JavaSource source, JavaSource.Comment comment) {
        if (BANNER.matcher(comment.text()).matches()) {
            return Stream.of(new Finding(source.path(), comment.line(), "no banners: a file that needs one is two"));
        }
        return CODE.stream().anyMatch(code -> code.matcher(comment.text()).matches())
                ? Stream.of(new Finding(source.path(), comment.line(), "this looks like code: delete it, git keeps it"))
                : Stream.of();
    }
}
