package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.http.Headers;
import chat.hearth.kit.http.TrustedProxies;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.interfaces.DHPublicKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The seed's own nginx files, changed only in names, addresses and paths, in front of a real Hearth in another
/// network. One process stands for the three nodes and the app server, under all of their addresses.
@Tag("suite")
@Tag("seed")
@Tag("ci")
class SeedTest {
    private static final int PATIENCE_S = 120;
    private static final String HOSTS =
            SeedNetwork.NGINX + " web.chat.test chat.test www.chat.test node1.imtest.chat.test\n127.0.0.1 localhost\n";

    /// What the seed's files leave to be wished, hop by hop, and nothing else. That the page is served in the
    /// clear too, and that everybody who logs in has nginx's address, is seen by the visitor: a doctor without
    /// an account sees neither.
    private static final List<String> WEAK_POINTS = List.of(
            // web.conf serves the page's files alone: nobody sends a policy.
            "1 POLICY_MISSING",
            // /pc_session and /session are forwarded without a word of the scheme: the cookie is not Secure.
            "2 SCHEME_LOST",
            // Nothing forwards /files under the page's name.
            "5 FILES_MISSING");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void carriesAllFiveHopsAndShowsItsWeakPoints() throws Exception {
        var certificates = certificates();
        LocalCertificates.hearth("web", "export", folder.resolve("page").toString(), "--app", "/session/");
        Files.writeString(folder.resolve("hosts"), HOSTS);
        var files = SeedText.nginxFiles(folder);
        assertThat(Nginx.check(folder, files)).startsWith("0\n");

        try (var network = SeedNetwork.build();
                var nginx = Nginx.startInside(network.besideNginx(), folder, files)) {
            assertThat(nginx).isNotNull();
            try (var server =
                    HearthServer.startInside(network.amongNodes(), 80, folder.resolve("data"), "--config", config())) {
                assertThat(server.page()).hasToString(SeedVisitor.PAGE);
                assertThat(visit(network, SeedVisitor.class.getName(), certificates, "walk"))
                        .containsExactly("page", "code", "log-in confirmed", "route", "chat", "files");
                assertThat(weakPoints(network, certificates)).containsExactlyElementsOf(WEAK_POINTS);
            }
            heads(network, certificates);
        }
    }

    /// What nginx says of a request, seen from where Hearth was.
    private void heads(SeedNetwork network, LocalCertificates certificates) throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        var recorder = start(network.amongNodes(), List.of(HeadRecorder.class.getName(), "80", "8083"));
        try {
            Thread.ofVirtual().start(() -> recorder.inputReader().lines().forEach(seen::add));
            Await.until(() -> "recording in " + seen, () -> seen.contains("recording"));
            assertThat(visit(network, SeedVisitor.class.getName(), certificates, "heads"))
                    .allMatch(line -> line.startsWith("204 "))
                    .hasSize(9);
        } finally {
            recorder.destroyForcibly();
        }
        var forwarded = " | " + SeedNetwork.PEOPLE + " | 6.6.6.6, " + SeedNetwork.PEOPLE + " | -";
        var untold = " | - | 6.6.6.6 | -";
        assertThat(seen)
                .containsExactly(
                        "recording",
                        "/route | web.chat.test" + forwarded,
                        "/route | chat.test" + forwarded,
                        "/route | chat.test" + forwarded,
                        "/api/version | imserver_cluster" + untold,
                        "/pc_session | appserver" + untold,
                        "/session/me | appserver" + untold,
                        "/session_login/x | appserver" + untold,
                        "/me | appserver" + untold,
                        "/files/none | node1.imtest.chat.test" + untold);
        var fields = Headers.of(List.of(
                Map.entry("X-Real-IP", SeedNetwork.PEOPLE),
                Map.entry("X-Forwarded-For", "6.6.6.6, " + SeedNetwork.PEOPLE)));
        assertThat(TrustedProxies.of(List.of(SeedNetwork.NGINX + "/32")).clientAddress(SeedNetwork.NGINX, fields))
                .as("what Hearth makes of the address on /route")
                .isEqualTo(SeedNetwork.PEOPLE);
    }

    @Test
    void carriesTheNodesKeyStoreOverWithoutItsRemark() throws Exception {
        var old = Files.writeString(folder.resolve("node.conf"), SeedText.nodeKeys(), StandardCharsets.UTF_8);

        var carried = LocalCertificates.hearth("config", "import", old.toString());

        assertThat(carried).contains("key_store = \"/path_to_your_keystore/node1.imtest.jks\"");
    }

    private List<String> weakPoints(SeedNetwork network, LocalCertificates certificates) throws Exception {
        var said = run(
                network.amongPeople(),
                List.of(
                        "chat.hearth.launcher.Main",
                        "doctor",
                        SeedVisitor.PAGE,
                        "--json",
                        "--ca",
                        certificates.file("ca.pem").toString()));
        return Pattern.compile("\"hop\":([0-9]),\"id\":\"([A-Z_]+)\"")
                .matcher(String.join("\n", said))
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    private List<String> visit(SeedNetwork network, String visitor, LocalCertificates certificates, String what)
            throws Exception {
        return run(network.amongPeople(), List.of(visitor, certificates.folder().toString(), what));
    }

    private List<String> run(List<String> entrance, List<String> program) throws Exception {
        var process = start(entrance, program);
        try {
            var said = process.inputReader().lines().toList();
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(List<String> entrance, List<String> program) throws IOException {
        var command = new ArrayList<>(entrance);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                "-Djdk.httpclient.allowRestrictedHeaders=host",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(program);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private String config() throws IOException {
        return Files.writeString(folder.resolve("hearth.toml"), """
                [server]
                bind = "0.0.0.0"
                public_origins = ["%s"]
                [im]
                websocket_port = 8083
                announce_host = "node1.imtest.chat.test"
                announce_secure_websocket_port = 8084
                [proxy]
                trusted = ["%s/32"]
                """.formatted(SeedVisitor.PAGE, SeedNetwork.NGINX))
                .toString();
    }

    /// The certificates where the seed's files expect them, and a folder that nginx's workers may enter.
    private LocalCertificates certificates() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var made = LocalCertificates.in(folder.resolve("tls"));
        made.issue("--each", "chat.test", "web.chat.test", "node1.imtest.chat.test");
        for (var name : List.of("cert", "ssl/certs", "ssl/private")) {
            Files.createDirectories(folder.resolve(name));
        }
        var places = Map.of(
                "cert/a.pem", "chat.test.pem",
                "cert/a.key", "chat.test.key",
                "cert/web.pem", "web.chat.test.pem",
                "cert/web.key", "web.chat.test.key",
                "ssl/certs/node1.imtest.chat.test.crt", "node1.imtest.chat.test.pem",
                "ssl/private/node1.imtest.chat.test.key", "node1.imtest.chat.test.key");
        for (var place : places.entrySet()) {
            Files.copy(
                    made.file(place.getValue()), folder.resolve(place.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(folder.resolve("ssl/certs/dhparam.pem"), dhparam());
        return made;
    }

    /// A known group of RFC 7919, as the JDK takes it for this size.
    private static String dhparam() throws Exception {
        var generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(2048);
        var group = ((DHPublicKey) generator.generateKeyPair().getPublic()).getParams();
        var parameters = AlgorithmParameters.getInstance("DH");
        parameters.init(group);
        var text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(parameters.getEncoded());
        return "-----BEGIN DH PARAMETERS-----\n" + text + "\n-----END DH PARAMETERS-----\n";
    }
}
