package chat.hearth.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A test that is there runs, and checks something.
final class TestRules {
    private static final Pattern SWITCHED_OFF = Pattern.compile(
            "^\\s*@(Disabled|Ignore)\\b|\\b(it|test|describe)\\.(skip|only|todo)\\b\\(|assumeTrue\\(fal" + "se");
    private static final Pattern CHECK = Pattern.compile("assert|verify|expect|fail\\(|check");

    private TestRules() {}

    static List<Finding> switchedOff(TextFile file) {
        if (!file.isTest()) {
            return List.of();
        }
        return IntStream.range(0, file.lines().size())
                .filter(i -> SWITCHED_OFF.matcher(file.lines().get(i)).find())
                .mapToObj(i -> new Finding(file.path(), i + 1, "switched off: mend the test or delete it"))
                .toList();
    }

    static List<Finding> checksNothing(JavaSource source) {
        boolean isTest = source.isTest() && source.text().contains("import org.junit.jupiter.api.Test;");
        return isTest && !CHECK.matcher(source.text()).find()
                ? List.of(new Finding(source.path(), 1, "no test here checks anything: assert what must be true"))
                : List.of();
    }
}
