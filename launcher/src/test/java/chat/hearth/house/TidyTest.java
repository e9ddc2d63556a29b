package chat.hearth.house;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules of STYLE.md that a program can check, on every source of the project.
class TidyTest {
    private static final List<JavaSource> JAVA = JavaSource.all();
    private static final List<TextFile> TEXT = TextFile.all();

    @Test
    void filesStaySmall() {
        assertTidy(TEXT, SizeRules::files);
    }

    @Test
    void linesFitTheScreen() {
        assertTidy(TEXT, SizeRules::lines);
    }

    @Test
    void functionsAreShortAndTakeFewParameters() {
        assertTidy(JAVA, SizeRules::functions);
    }

    @Test
    void namesSaySomething() {
        assertTidy(JAVA, NameRules::types);
        assertTidy(JAVA, NameRules::packages);
        assertTidy(TEXT, NameRules::files);
    }

    @Test
    void nothingIsCalledGet() {
        assertTidy(JAVA, NameRules::accessors);
    }

    @Test
    void publicTypesSayWhatTheyAre() {
        assertTidy(JAVA, CommentRules::publicTypes);
    }

    @Test
    void packagesSayWhatTheyAreFor() {
        assertTidy(JAVA, CommentRules::packageNotes);
        var told = JAVA.stream()
                .filter(JavaSource::isPackageNote)
                .map(TidyTest::packageOf)
                .collect(Collectors.toSet());
        var untold = JAVA.stream().map(TidyTest::packageOf).collect(Collectors.toCollection(TreeSet::new));
        untold.removeAll(told);
        assertThat(untold).as("packages without a package-info.java").isEmpty();
    }

    @Test
    void remindersAreDoneOrFiled() {
        assertTidy(TEXT, CommentRules::reminders);
    }

    @Test
    void commentsAreNeitherBannersNorCode() {
        assertTidy(JAVA, CommentRules::inner);
    }

    @Test
    void testsRunAndCheck() {
        assertTidy(TEXT, TestRules::switchedOff);
        assertTidy(JAVA, TestRules::checksNothing);
    }

    @Test
    void scriptsCanBeRun() {
        assertThat(List.of("hearth", ".ci/run"))
                .allSatisfy(
                        script -> assertThat(Files.isExecutable(Checkout.root().resolve(Path.of(script))))
                                .as("%s has its run bit", script)
                                .isTrue());
    }

    private static <T> void assertTidy(List<T> sources, Function<T, List<Finding>> rule) {
        var findings =
                sources.stream().flatMap(source -> rule.apply(source).stream()).toList();
        Finding.refuse("STYLE.md", findings);
    }

    private static String packageOf(JavaSource source) {
        return String.valueOf(source.unit().getPackageName());
    }
}
