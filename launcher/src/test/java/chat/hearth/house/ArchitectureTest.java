package chat.hearth.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The import table of the architecture: what each module may use of the others, and what it must never see.
class ArchitectureTest {
    private static final Set<String> EVERYTHING =
            Set.of("protocol", "core", "storage", "bus", "kit", "gateway", "app", "media", "client");

    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "protocol", Set.of(),
            "core", Set.of("protocol"),
            "storage", Set.of("core", "protocol"),
            "bus", Set.of("core", "protocol"),
            "kit", Set.of(),
            "gateway", Set.of("core", "protocol", "kit"),
            "app", Set.of("protocol", "kit"),
            "media", Set.of("protocol", "kit"),
            "client", Set.of("protocol"),
            "launcher", EVERYTHING);

    private static final String[] NOT_FOR_CORE = {
        "java.sql..",
        "javax.sql..",
        "java.net..",
        "javax.net..",
        "java.nio.channels..",
        "com.sun.net..",
        "io.netty..",
        "io.vertx..",
        "com.google.protobuf.util..",
        "com.google.gson..",
        "com.fasterxml.jackson..",
        "tools.jackson..",
        "org.jdbi..",
        "org.flywaydb..",
        "org.sqlite..",
        "org.postgresql..",
        "org.tomlj.."
    };

    private static final JavaClasses CLASSES = importClasses();

    /// Those written in Java; the layers of `web` are held up by its own checks.
    static List<String> modules() {
        return Checkout.modules().stream()
                .filter(module ->
                        Files.isDirectory(Checkout.root().resolve(module).resolve("src/main/java")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void importsOnlyWhatItsRowAllows(String module) {
        assertThat(MAY_IMPORT)
                .as("a new module gets a row here and in the architecture")
                .containsKey(module);
        var allowed = new ArrayList<>(List.of(packagesOf(module)));
        MAY_IMPORT.getOrDefault(module, Set.of()).forEach(other -> allowed.add(packagesOf(other)));
        classes()
                .that(resideInAPackage(packagesOf(module)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("chat.hearth..")).or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .allowEmptyShould(true)
                .because("%s may import %s and nothing else of ours".formatted(module, MAY_IMPORT.get(module)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void keepsItsClassesBelowItsOwnName(String module) {
        var own = new ClassFileImporter().importPaths(List.of(classesOf(module)));
        classes()
                .should()
                .resideInAPackage(packagesOf(module))
                .allowEmptyShould(true)
                .because("a class is found by its package's name: chat.hearth.<module>")
                .check(own);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasNoCyclesBetweenItsFeatures(String module) {
        slices().matching("chat.hearth." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("two features that need each other are one, or hide a third")
                .check(CLASSES);
    }

    @Test
    void coreSeesNeitherSqlNorSocketsNorHttpNorJson() {
        noClasses()
                .that(resideInAPackage("chat.hearth.core.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(NOT_FOR_CORE))
                .allowEmptyShould(true)
                .because("core is what a chat is; engines and wires are handed in through its ports")
                .check(CLASSES);
    }

    @Test
    void protocolNeedsNothingButProtobuf() {
        classes()
                .that(resideInAPackage("chat.hearth.protocol.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.google.protobuf..",
                        "org.jspecify..",
                        "chat.hearth.protocol.."))
                .allowEmptyShould(true)
                .because("every client carries the protocol module")
                .check(CLASSES);
    }

    private static JavaClasses importClasses() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .importPaths(Checkout.modules().stream()
                        .map(ArchitectureTest::classesOf)
                        .filter(Files::isDirectory)
                        .toList());
    }

    private static Path classesOf(String module) {
        return Checkout.root().resolve(Path.of(module, "target", "classes"));
    }

    private static String packagesOf(String module) {
        return "chat.hearth." + module + "..";
    }
}
