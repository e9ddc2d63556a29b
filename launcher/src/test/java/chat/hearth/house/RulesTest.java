package chat.hearth.house;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Each rule finds the fault it is there for, and leaves a tidy source alone.
class RulesTest {
    private static final String TIDY = """
            package chat.hearth.core;

            /// Holds what the house likes.
            public record Tidy(int a, int b, int c, int d, int e, int f, int g) {
                public Tidy {
                    // A caller that hands over less has a bug; see the size check above.
                    check(a, "a // comment; in a string");
                }
            }
            """;

    @Test
    void aTidySourceIsLeftAlone() {
        assertThat(java(TIDY, SizeRules::functions)).isEmpty();
        assertThat(java(TIDY, NameRules::types)).isEmpty();
        assertThat(java(TIDY, NameRules::accessors)).isEmpty();
        assertThat(java(TIDY, CommentRules::publicTypes)).isEmpty();
        assertThat(java(TIDY, CommentRules::inner)).isEmpty();
        assertThat(text(TIDY, SizeRules::files)).isEmpty();
        assertThat(text(TIDY, SizeRules::lines)).isEmpty();
    }

    @Test
    void findsALongFile() {
        assertThat(text("\n".repeat(401), SizeRules::files)).hasSize(1);
    }

    @Test
    void findsALongLineAtItsPlace() {
        assertThat(text("\n" + "x".repeat(121), SizeRules::lines))
                .singleElement()
                .extracting(Finding::line)
                .isEqualTo(2);
    }

    @Test
    void countsCharactersNotBytesInALine() {
        assertThat(text("语".repeat(120), SizeRules::lines)).isEmpty();
    }

    @Test
    void findsALongFunction() {
        assertThat(java("class A { void long1() {" + "\n".repeat(60) + "} }", SizeRules::functions))
                .hasSize(1);
        assertThat(java("class A { void short1() {" + "\n".repeat(59) + "} }", SizeRules::functions))
                .isEmpty();
    }

    @Test
    void findsAFunctionOfSevenParameters() {
        var seven = "void f(int a, int b, int c, int d, int e, int f, int g) {}";
        assertThat(java("class A { " + seven + " }", SizeRules::functions)).hasSize(1);
        assertThat(java("class A { @Override " + seven + " }", SizeRules::functions))
                .isEmpty();
    }

    @Test
    void findsNamesThatSayNothing() {
        for (var name : List.of("StoreImpl", "UserManager", "TimeUtil", "BaseStore", "ServerInfo", "AbstractTest")) {
            assertThat(java("class " + name + " {}", NameRules::types)).as(name).hasSize(1);
        }
        assertThat(java("interface IStore {}", NameRules::types)).hasSize(1);
        for (var name : List.of("Database", "DataFolder", "ImToken", "Baseline", "IdBlock")) {
            assertThat(java("interface " + name + " {}", NameRules::types))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void findsAccessorsCalledGet() {
        assertThat(java("class A { int getSize() { return 1; } }", NameRules::accessors))
                .hasSize(1);
        assertThat(java("class A { @Override public int getSize() { return 1; } }", NameRules::accessors))
                .isEmpty();
        assertThat(java("class A { int getter() { return 1; } }", NameRules::accessors))
                .isEmpty();
    }

    @Test
    void findsAPublicTypeThatSaysNothingOfItself() {
        assertThat(java("public class A { public record B() {} }", CommentRules::publicTypes))
                .hasSize(2);
        assertThat(java("/// What it is.\npublic class A {}", CommentRules::publicTypes))
                .isEmpty();
        assertThat(java("class A {}", CommentRules::publicTypes)).isEmpty();
    }

    @Test
    void findsRemindersWhateverTheLanguage() {
        for (var reminder : List.of("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) {
            assertThat(text("-- " + reminder + " later", CommentRules::reminders))
                    .as(reminder)
                    .hasSize(1);
        }
    }

    @Test
    void findsBannersAndCodeInComments() {
        for (var comment :
                List.of("=======", "---- helpers ----", "send(message);", "x = 1;", "} else {", "if (a) {")) {
            assertThat(java("class A {\n// " + comment + "\n}", CommentRules::inner))
                    .as(comment)
                    .hasSize(1);
        }
        for (var comment : List.of("a, then b; c follows;", "why (and when) it waits", "see RFC 6455 (5.2);")) {
            assertThat(java("class A {\n// " + comment + "\n}", CommentRules::inner))
                    .as(comment)
                    .isEmpty();
        }
    }

    @Test
    void findsTestsThatAreSwitchedOff() {
        assertThat(test("    @Dis" + "abled\n", TestRules::switchedOff)).hasSize(1);
        assertThat(test("    it.sk" + "ip('x')\n", TestRules::switchedOff)).hasSize(1);
    }

    @Test
    void findsWhatADocumentNamesInVain() {
        var rules = new DocRules(JavaSource.all());
        var document = Markdown.parse(Checkout.root().resolve("A.md"), """
                [here](README.md) [gone](docs/gone.md) [nowhere](README.md#no-such-heading)
                `launcher/pom.xml` `launcher/gone.xml` `Gone.java` `DATA/run.json` `chat.hearth.suite.Suite`
                `chat.hearth.suite.Gone` `chat.hearth.suite.Suites.main` `./hearth run` `./hearth fly`
                """);
        assertThat(rules.links(document)).hasSize(2);
        assertThat(rules.paths(document))
                .extracting(Finding::mend)
                .allMatch(mend -> mend.contains("one"))
                .hasSize(2);
        assertThat(rules.javaNames(document)).hasSize(1);
        assertThat(DocRules.commands(document)).hasSize(1);
    }

    private static List<Finding> java(String text, Function<JavaSource, List<Finding>> rule) {
        return rule.apply(JavaSource.parse(Path.of("core/src/main/java/A.java"), text));
    }

    private static List<Finding> text(String text, Function<TextFile, List<Finding>> rule) {
        return rule.apply(
                new TextFile(Path.of("core/src/main/java/A.java"), text.lines().toList()));
    }

    private static List<Finding> test(String text, Function<TextFile, List<Finding>> rule) {
        return rule.apply(
                new TextFile(Path.of("core/src/test/java/A.java"), text.lines().toList()));
    }
}
