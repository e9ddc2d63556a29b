package chat.hearth.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    private static final Key<Integer> PORT =
            Key.of("server.port", Numbers.portOrZero(), 8080, "Port.").knownAs("websocket_port");
    private static final Key<Integer> FRAME =
            Key.of("limits.frame_bytes", Numbers.between(1024, 1_048_576, "bytes"), 65_536, "Frame.");
    private static final Key<Secret> PASSWORD =
            Key.of("tls.password", Secrets.otherThan(Set.of("changeit")), Secret.none(), "Password.");
    private static final Key<List<String>> NETWORKS =
            Key.of("proxy.trusted", Texts.list("networks", text -> text.contains("/")), List.of(), "Networks.");
    private static final Key<Boolean> SIGNED = Key.of("im.signed", Texts.truth(), false, "Signed.");
    private static final Key<Path> FOLDER = Key.of("server.data", Texts.path(), Path.of("data"), "Folder.");
    private static final Rule NOT_BOTH =
            settings -> settings.value(PORT) == settings.value(FRAME).intValue()
                    ? Stream.of(new Problem(settings.origin(FRAME), "limits.frame_bytes is the port"))
                    : Stream.empty();
    private static final Schema SCHEMA = new Schema(
            List.of(PORT, FRAME, PASSWORD, NETWORKS, SIGNED, FOLDER),
            List.of(NOT_BOTH),
            Map.of("server.threads", "leave it out, there is nothing to set"),
            Set.of("HEARTH_JAVA_HOME"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void defaultsHoldWhereNothingIsSaid() {
        Settings settings = accepted(SCHEMA.resolve(Sources.none()));

        assertThat(settings.value(PORT)).isEqualTo(8080);
        assertThat(settings.origin(PORT)).isEqualTo(new Origin.Default());
        assertThat(settings.value(PASSWORD).isPresent()).isFalse();
    }

    @Test
    void environmentWinsOverTheFileAndFlagsOverBoth() {
        Path file = file("[server]\nport = 1\n[limits]\nframe_bytes = 2000\n[im]\nsigned = true");
        Map<String, String> environment =
                Map.of("HEARTH_SERVER_PORT", "2", "HEARTH_LIMITS_FRAME_BYTES", "3000", "PATH", "/bin");

        Settings settings = accepted(SCHEMA.resolve(
                new Sources(file, environment, List.of(new Sources.Flag("--port", "server.port", "3")))));

        assertThat(settings.value(PORT)).isEqualTo(3);
        assertThat(settings.origin(PORT)).isEqualTo(new Origin.CommandLine("--port"));
        assertThat(settings.value(FRAME)).isEqualTo(3000);
        assertThat(settings.origin(FRAME)).isEqualTo(new Origin.Environment("HEARTH_LIMITS_FRAME_BYTES"));
        assertThat(settings.value(SIGNED)).isTrue();
        assertThat(settings.origin(SIGNED)).isEqualTo(new Origin.File(file.toString(), 6));
    }

    @Test
    void readsAListFromAnArrayAndFromCommas() {
        assertThat(accepted(inFile("proxy.trusted = ['a/1', 'b/2']")).value(NETWORKS))
                .containsExactly("a/1", "b/2");
        Sources commas = new Sources(null, Map.of("HEARTH_PROXY_TRUSTED", "a/1, b/2"), List.of());
        assertThat(accepted(SCHEMA.resolve(commas)).value(NETWORKS)).containsExactly("a/1", "b/2");
    }

    @Test
    void aliasesSetTheirKeyAtTheTopOfTheFileAndInTheEnvironment() {
        assertThat(accepted(inFile("websocket_port = 9")).value(PORT)).isEqualTo(9);
        Sources environment = new Sources(null, Map.of("HEARTH_WEBSOCKET_PORT", "9"), List.of());
        assertThat(accepted(SCHEMA.resolve(environment)).value(PORT)).isEqualTo(9);
    }

    @Test
    void takesRelativePathsOfAFileFromItsFolder() {
        assertThat(accepted(inFile("server.data = 'there'")).value(FOLDER)).isEqualTo(folder.resolve("there"));
    }

    @Test
    void refusesAMisspeltKeyWithItsLineAndTheNearestKnownOne() {
        assertThat(refused("\n\n# limits\n\n\n[limits]\nframe_byte = 5"))
                .containsExactly(
                        "hearth.toml:7: unknown key \"limits.frame_byte\"; did you mean" + " \"limits.frame_bytes\"?");
    }

    @Test
    void namesTheRightTableOfAKeyThatStandsInAnother() {
        assertThat(refused("[server]\nframe_bytes = 5"))
                .containsExactly(
                        "hearth.toml:2: unknown key \"server.frame_bytes\"; did you mean" + " \"limits.frame_bytes\"?");
    }

    @Test
    void refusesAnUnknownKeyThatResemblesNothing() {
        assertThat(refused("[weather]\nrain = true")).containsExactly("hearth.toml:2: unknown key \"weather.rain\"");
        assertThat(refused("[weather]")).containsExactly("hearth.toml:1: unknown table \"weather\"");
    }

    @Test
    void takesAnEmptyTableOfKnownKeys() {
        assertThat(accepted(inFile("[limits]\n[server]")).value(PORT)).isEqualTo(8080);
    }

    @Test
    void refusesARetiredKeyWithWhatToDo() {
        assertThat(refused("[server]\nthreads = 4"))
                .containsExactly("hearth.toml:2: \"server.threads\" is no longer a key; leave it out, there is nothing"
                        + " to set");
    }

    @Test
    void refusesWrongTypesAndRangesNamingWhatIsAllowed() {
        assertThat(refused("""
                        [limits]
                        frame_bytes = 12
                        [server]
                        port = "80"
                        data = ""
                        [im]
                        signed = "yes"
                        [proxy]
                        trusted = "a/1"
                        """))
                .containsExactly(
                        "hearth.toml:2: limits.frame_bytes must be a whole number from 1024 to 1048576 (bytes),"
                                + " not 12",
                        "hearth.toml:4: server.port must be a whole number from 0 to 65535, not \"80\"",
                        "hearth.toml:5: server.data must be the path of a file or folder, not \"\"",
                        "hearth.toml:7: im.signed must be true or false, not \"yes\"",
                        "hearth.toml:9: proxy.trusted must be networks, not \"a/1\"");
    }

    @Test
    void refusesAValueWhereATableBelongs() {
        assertThat(refused("server = 5"))
                .containsExactly("hearth.toml:1: \"server\" is a table; write [server] and its keys below");
    }

    @Test
    void refusesAKeyThatIsSetUnderTwoOfItsNames() {
        assertThat(refused("websocket_port = 1\n[server]\nport = 2"))
                .containsExactly(
                        "hearth.toml:3: \"server.port\" sets again what \"websocket_port\" sets (hearth.toml:1)");
    }

    @Test
    void tellsAllProblemsOfAllSourcesTheFilesFirst() {
        Path file = file("server.port = -1\nserver.prt = 2\n= 5");
        List<String> lines = lines(SCHEMA.resolve(new Sources(
                file,
                Map.of("HEARTH_SERVER_PROT", "1", "HEARTH_JAVA_HOME", "/jdk"),
                List.of(new Sources.Flag("--port", "server.port", "many")))));

        assertThat(lines)
                .containsExactly(
                        "hearth.toml:1: server.port must be a whole number from 0 to 65535, not -1",
                        "hearth.toml:2: unknown key \"server.prt\"; did you mean \"server.port\"?",
                        "hearth.toml:3: not valid TOML at column 1: expected a newline or end-of-input",
                        "environment HEARTH_SERVER_PROT: unknown variable; did you mean HEARTH_SERVER_PORT?",
                        "flag --port: server.port must be a whole number from 0 to 65535, not \"many\"");
    }

    @Test
    void asksTheRulesWhenEveryValueFitsByItself() {
        assertThat(refused("server.port = 2000\nlimits.frame_bytes = 2000"))
                .containsExactly("hearth.toml:2: limits.frame_bytes is the port");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Sources sources = new Sources(folder.resolve("hearth.toml"), Map.of(), List.of());
        assertThat(lines(SCHEMA.resolve(sources))).containsExactly("hearth.toml: no such file");
    }

    @Test
    void readsAFileWithAByteOrderMarkAndWindowsLineEnds() {
        assertThat(accepted(inFile("\uFEFF[server]\r\nport = 7 # why\r\n")).value(PORT))
                .isEqualTo(7);
    }

    @Test
    void listsEffectiveValuesWithOriginsAndMaskedSecrets() {
        Settings settings = accepted(inFile("tls.password = 'hunter2'\nserver.port = 1"));
        String listing = SCHEMA.show(settings).replace(folder + "/", "");

        assertThat(listing)
                .contains("server.port        = 1 ", "# hearth.toml:2")
                .contains("limits.frame_bytes = 65536 ", "# default")
                .contains("tls.password       = \"***\"", "# hearth.toml:1")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesKeysThatShareANameOrAVariable() {
        Key<Boolean> sameVariable = Key.of("server_port.x", Texts.truth(), false, "");
        Key<Boolean> other = Key.of("server.port_x", Texts.truth(), false, "");
        assertThatThrownBy(() -> Schema.of(sameVariable, other)).hasMessageContaining("given twice");
        assertThatThrownBy(() -> Schema.of(PORT, PORT)).hasMessageContaining("given twice");
    }

    private Resolution inFile(String text) {
        return SCHEMA.resolve(new Sources(file(text), Map.of(), List.of()));
    }

    private List<String> refused(String text) {
        return lines(inFile(text));
    }

    private List<String> lines(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Accepted _ -> List.of();
            case Resolution.Refused(List<Problem> problems) ->
                problems.stream()
                        .map(problem -> problem.line().replace(folder + "/", ""))
                        .toList();
        };
    }

    private Settings accepted(Resolution resolution) {
        assertThat(lines(resolution)).isEmpty();
        return ((Resolution.Accepted) resolution).settings();
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("hearth.toml"), text);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
