package chat.hearth.house;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Sources;
import chat.hearth.launcher.config.HearthSchema;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.suite.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is below `deploy`, as far as reading it tells: it names what is there, agrees with itself, runs as nobody
/// special and holds no secret.
class DeployFilesTest {
    private static final Path DEPLOY = Checkout.root().resolve("deploy");
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (?!--from)(\\S+) ");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)PRIVATE KEY-----|(password|secret|token)\\s*[=:]\\s*[\"']?(?!file:)[a-z0-9+/]{6,}|[0-9a-f]{32,}");

    @Test
    void holdNoSecret() {
        assertThat(files())
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(file -> assertThat(Checkout.read(file))
                        .as(Checkout.nameOf(file))
                        .doesNotContainPattern(SECRET));
    }

    @Test
    void everyUnitRunsAsSomebodyElseAndIsShutIn() {
        var units = files().filter(file -> file.toString().endsWith(".service")).toList();

        assertThat(units).hasSize(2).allSatisfy(file -> {
            var unit = Checkout.read(file);
            assertThat(unit)
                    .as(Checkout.nameOf(file))
                    .containsPattern("(?m)^(User=hearth|DynamicUser=yes)$")
                    .contains(
                            "\nNoNewPrivileges=yes\n",
                            "\nProtectSystem=strict\n",
                            "\nProtectHome=yes\n",
                            "\nPrivateTmp=yes\n",
                            "\nPrivateDevices=yes\n",
                            "\nRestrictNamespaces=yes\n",
                            "\nSystemCallFilter=@system-service\n",
                            "/opt/hearth/hearth-launcher.jar:/opt/hearth/lib/* chat.hearth.launcher.Main")
                    .containsPattern("(?m)^CapabilityBoundingSet=(CAP_NET_BIND_SERVICE)?$")
                    .doesNotContain("User=root", "MemoryDenyWriteExecute=");
        });
        assertThat(read("systemd/hearth.sysusers")).contains("\nu hearth ");
    }

    @Test
    void theServiceRunsTheProductAsTheScriptDoes() {
        var script = Checkout.read(Checkout.root().resolve("hearth"));

        for (var file : List.of("systemd/hearth.service", "docker/Dockerfile")) {
            assertThat(flags(read(file)))
                    .as("the flags of the JVM in %s", file)
                    .isNotEmpty()
                    .allSatisfy(flag -> assertThat(script).contains(flag));
        }
        assertThat(read("systemd/hearth.service"))
                .contains("run --config /etc/hearth/hearth.toml --data /var/lib/hearth", "\nStateDirectory=hearth\n");
    }

    @Test
    void theImageCopiesWhatIsThereAndIsNotRoot() {
        var image = read("docker/Dockerfile");
        var paths = COPIED.matcher(image).results().map(found -> found.group(1)).toList();

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Checkout.root().resolve(path)).exists());
        assertThat(image).contains("mvn -B -Pquick package", "launcher/target/quick/hearth-launcher.jar");
        assertThat(Checkout.root().resolve("pom.xml")).content().contains("<id>quick</id>");
        assertThat(values(image, "(?m)^USER (\\S+)$")).containsExactly("10001:10001");
        assertThat(image.lastIndexOf("\nUSER ")).as("no root after it").isGreaterThan(image.lastIndexOf("\nRUN "));
        assertThat(Checkout.read(Checkout.root().resolve(".dockerignore")))
                .as("neither keys nor an earlier build become part of it")
                .contains(".git\n", "**/target\n", "deploy/docker/tls\n");
    }

    @Test
    void portsAgreeFromOutsideToTheConfiguration() {
        var compose = read("docker/compose.yaml");
        var settings = sample();
        var served = Set.of(
                Integer.toString(settings.server().port()),
                Integer.toString(settings.tls().redirectPort()));

        assertThat(values(compose, "(?m)^ +- \"[0-9]+:([0-9]+)\"$")).containsExactlyInAnyOrderElementsOf(served);
        assertThat(values(read("docker/Dockerfile"), "(?m)^EXPOSE (.*)$"))
                .singleElement()
                .satisfies(ports -> assertThat(ports.split(" ")).containsExactlyInAnyOrderElementsOf(served));
        assertThat(read("docker/Dockerfile")).contains("/dev/tcp/127.0.0.1/18080 ");
    }

    @Test
    void theContainerIsShutInAndItsFilesAreThere() {
        var compose = read("docker/compose.yaml");
        var context = DEPLOY.resolve("docker")
                .resolve(values(compose, "context: (\\S+)").getFirst());

        assertThat(compose)
                .contains(
                        "user: \"10001:10001\"",
                        "read_only: true",
                        "cap_drop:\n      - ALL",
                        "no-new-privileges:true",
                        "pids_limit:",
                        "mem_limit:")
                .doesNotContain("privileged: true", "network_mode: host", "docker.sock", "cap_add", "\t");
        assertThat(context.resolve(values(compose, "dockerfile: (\\S+)").getFirst()))
                .exists();
        assertThat(DEPLOY.resolve("docker/hearth.toml")).exists();
        assertThat(values(compose, "(?m)^ +- \\./([^:]+):(?:/etc/hearth/\\S+):ro$"))
                .as("what is mounted from beside it")
                .containsExactly("hearth.toml", "tls");
    }

    @Test
    void bothGuidesShowTheSameCommandsAndKeys() {
        var guides = Stream.of("docs/DEPLOYMENT.md", "docs/DEPLOYMENT.zh-CN.md")
                .map(name -> Markdown.read(Checkout.root().resolve(name)).blocks().stream()
                        .map(line -> line.text().replaceAll("(^|\\s+)#.*", ""))
                        .toList())
                .toList();

        assertThat(guides.getLast()).isEqualTo(guides.getFirst()).isNotEmpty();
    }

    private static HearthSettings sample() {
        var file = new Sources(DEPLOY.resolve("docker/hearth.toml"), Map.of(), List.of());
        return switch (HearthSchema.SCHEMA.resolve(file)) {
            case Resolution.Accepted(var settings) -> new HearthSettings(settings);
            case Resolution.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static Set<String> flags(String text) {
        return values(text, "(-XX:[^\\s\"]+|--enable-native-access=[A-Z-]+|--sun-misc[a-z=-]+|-Dstd[a-z.=]+UTF-8)")
                .stream()
                .collect(Collectors.toSet());
    }

    private static List<String> values(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String read(String name) {
        return Checkout.read(DEPLOY.resolve(name));
    }

    private static Stream<Path> files() {
        return Checkout.all().filter(file -> file.startsWith(DEPLOY)).filter(Files::isRegularFile);
    }
}
