package chat.hearth.house;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import chat.hearth.suite.Suites;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/// Documents say what is true of this checkout: whatever they name is there.
class DocsTest {
    private static final List<Markdown> DOCUMENTS = Markdown.all();
    private static final DocRules RULES = new DocRules(JavaSource.all());
    private static final Pattern DECISION = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");

    @Test
    void linksLeadSomewhere() {
        assertTrue(RULES::links);
    }

    @Test
    void pathsExist() {
        assertTrue(RULES::paths);
    }

    @Test
    void namedClassesExist() {
        assertTrue(RULES::javaNames);
    }

    @Test
    void commandsExist() {
        assertTrue(DocRules::commands);
    }

    @Test
    void bothReadmesShowTheSameCommands() {
        assertThat(commandsIn("README.zh-CN.md"))
                .isEqualTo(commandsIn("README.md"))
                .isNotEmpty();
    }

    @Test
    void everySuiteIsExplained() {
        var testing = Checkout.read(Checkout.root().resolve("docs/testing.md"));
        assertThat(Suites.labels())
                .allSatisfy(suite -> assertThat(testing)
                        .as("docs/testing.md explains the suite %s", suite)
                        .contains("| `" + suite + "` |"));
    }

    @Test
    void everyDecisionIsListedAndHasAStatus() {
        var index = Checkout.read(Checkout.root().resolve("docs/adr/README.md"));
        var decisions = DOCUMENTS.stream()
                .map(Markdown::path)
                .filter(path -> path.getParent() != null && path.getParent().endsWith(Path.of("docs", "adr")))
                .filter(path -> !path.endsWith("README.md") && !path.endsWith("template.md"))
                .toList();
        assertThat(decisions).isNotEmpty().allSatisfy(path -> {
            var name = String.valueOf(path.getFileName());
            assertThat(name).matches(DECISION);
            assertThat(index).as("docs/adr/README.md lists it").contains("(" + name + ")");
            assertThat(Checkout.read(path)).as("%s has a status", name).contains("\nStatus: ");
        });
    }

    @Test
    void walkthroughsNameTheFilesInOrder() {
        var walkthroughs = DOCUMENTS.stream()
                .filter(document -> Checkout.nameOf(document.path()).startsWith("docs/walkthroughs/"))
                .filter(document -> !document.path().endsWith("README.md"));
        assertThat(walkthroughs)
                .allSatisfy(document -> assertThat(filesNamedIn(document))
                        .as("%s names the source files it walks through", document.path())
                        .hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void picturesAreWellFormed() throws Exception {
        var builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        for (var picture : Checkout.files(".svg")) {
            var root = builder.parse(picture.toFile()).getDocumentElement();
            assertThat(root.getElementsByTagName("title").getLength())
                    .as("%s has a title for those who cannot see it", picture)
                    .isPositive();
        }
    }

    private static void assertTrue(Function<Markdown, List<Finding>> rule) {
        var findings = DOCUMENTS.stream()
                .flatMap(document -> rule.apply(document).stream())
                .toList();
        Finding.refuse("what is in this checkout", findings);
    }

    private static List<String> commandsIn(String readme) {
        return Markdown.read(Checkout.root().resolve(readme)).blocks().stream()
                .map(line -> line.text().replaceAll("\\s*#.*", ""))
                .filter(text -> text.startsWith("./hearth"))
                .toList();
    }

    private static List<String> filesNamedIn(Markdown document) {
        return Stream.concat(document.spans().stream(), document.links().stream())
                .map(Markdown.Line::text)
                .filter(name -> name.endsWith(".java"))
                .filter(name -> Files.exists(Checkout.root().resolve(name))
                        || Checkout.all().anyMatch(file -> file.toString().endsWith("/" + name)))
                .toList();
    }
}
