package chat.hearth.house;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names that say nothing, and prefixes that say what the type already says.
final class NameRules {
    private static final Set<String> EMPTY_WORDS =
            Set.of("Impl", "Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Base", "Info", "Data");
    private static final Pattern LAST_WORD = Pattern.compile("([A-Z][a-z0-9]*)$");
    private static final Pattern FIRST_WORD = Pattern.compile("^(Base|Common|Abstract)[A-Z].*");
    private static final Pattern INTERFACE_MARK = Pattern.compile("^I[A-Z][a-z].*");
    private static final Pattern ACCESSOR = Pattern.compile("^get[A-Z].*");
    private static final Pattern EMPTY_FILE_NAME =
            Pattern.compile("(?i)(utils?|helpers?|common|misc|base|manager)\\.(ts|vue|css)");

    private NameRules() {}

    static List<Finding> types(JavaSource source) {
        return Declarations.of(source).types().stream()
                .flatMap(type -> judge(source, type))
                .toList();
    }

    static List<Finding> accessors(JavaSource source) {
        return Declarations.of(source).functions().stream()
                .filter(function -> ACCESSOR.matcher(function.name()).matches() && !function.isMarked("Override"))
                .map(function -> new Finding(
                        source.path(),
                        source.firstLine(function.tree()),
                        function.name() + ": name the thing it answers, without get"))
                .toList();
    }

    static List<Finding> packages(JavaSource source) {
        if (!source.isPackageNote()) {
            return List.of();
        }
        return Stream.of(String.valueOf(source.unit().getPackageName()).split("\\.", -1))
                .filter(segment -> EMPTY_WORDS.stream().anyMatch(word -> word.equalsIgnoreCase(segment)))
                .map(segment -> new Finding(source.path(), 1, "package \"" + segment + "\": name what it is for"))
                .toList();
    }

    static List<Finding> files(TextFile file) {
        return EMPTY_FILE_NAME
                        .matcher(String.valueOf(file.path().getFileName()))
                        .matches()
                ? List.of(new Finding(file.path(), 1, "name the file for what it holds"))
                : List.of();
    }

    private static Stream<Finding> judge(JavaSource source, Declarations.Type type) {
        var last = LAST_WORD.matcher(type.name());
        if (last.find() && EMPTY_WORDS.contains(last.group(1))) {
            return one(source, type, "\"" + last.group(1) + "\" says nothing: name what it does or holds");
        }
        if (FIRST_WORD.matcher(type.name()).matches()) {
            return one(source, type, "its first word says nothing: name what it does or holds");
        }
        if (type.isInterface() && INTERFACE_MARK.matcher(type.name()).matches()) {
            return one(source, type, "an interface is named for what it offers, without I");
        }
        return Stream.of();
    }

    private static Stream<Finding> one(JavaSource source, Declarations.Type type, String mend) {
        return Stream.of(new Finding(source.path(), source.firstLine(type.tree()), type.name() + ": " + mend));
    }
}
