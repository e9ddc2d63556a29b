package chat.hearth.house;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How large a file, a function, a line and a list of parameters may grow. The aims are far lower; see
/// STYLE.md.
final class SizeRules {
    static final int FILE_LINES = 400;
    static final int TEST_FILE_LINES = 600;
    static final int FUNCTION_LINES = 60;
    static final int PARAMETERS = 6;
    static final int COLUMNS = 120;

    private SizeRules() {}

    static List<Finding> files(TextFile file) {
        int limit = file.isTest() ? TEST_FILE_LINES : FILE_LINES;
        int lines = file.lines().size();
        return lines <= limit
                ? List.of()
                : List.of(new Finding(
                        file.path(),
                        limit,
                        lines + " lines, at most " + limit + ": find the second thing in it and"
                                + " give that a file"));
    }

    /// Schemas are free: a row of the code catalogue is a row of a table.
    static List<Finding> lines(TextFile file) {
        if (file.path().toString().endsWith(".proto")) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        int number = 0;
        for (var line : file.lines()) {
            number++;
            int columns = line.codePointCount(0, line.length());
            if (columns > COLUMNS) {
                found.add(new Finding(file.path(), number, columns + " columns, at most " + COLUMNS + ": break it"));
            }
        }
        return found;
    }

    static List<Finding> functions(JavaSource source) {
        return Declarations.of(source).functions().stream()
                .flatMap(function -> Stream.concat(length(source, function), parameters(source, function)))
                .toList();
    }

    private static Stream<Finding> length(JavaSource source, Declarations.Function function) {
        int first = source.firstLine(function.tree());
        int lines = source.lastLine(function.tree()) - first + 1;
        return lines <= FUNCTION_LINES
                ? Stream.of()
                : Stream.of(new Finding(
                        source.path(),
                        first,
                        function.name() + " has " + lines + " lines, at most " + FUNCTION_LINES
                                + ": name its steps and make them functions"));
    }

    /// A record's constructor takes what the record holds, and an override what its parent says.
    private static Stream<Finding> parameters(JavaSource source, Declarations.Function function) {
        int parameters = function.tree().getParameters().size();
        boolean isFree = function.isConstructorOfRecord() || function.isMarked("Override");
        return isFree || parameters <= PARAMETERS
                ? Stream.of()
                : Stream.of(new Finding(
                        source.path(),
                        source.firstLine(function.tree()),
                        function.name() + " takes " + parameters + " parameters, at most " + PARAMETERS
                                + ": those that travel together want a record"));
    }
}
