package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.launcher.serverapi.ServerApiClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.GrantDownload;
import chat.hearth.protocol.v1.GrantUpload;
import chat.hearth.protocol.v1.Request;
import chat.hearth.suite.Checkout;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generated files, as the system's nginx takes them, and all five hops through them.
@Tag("suite")
@Tag("nginx")
class NginxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 512 * 1024;

    /// More than nginx lets through unless told.
    private static final int FILE_BYTES = 3_000_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void passNginxsOwnCheckForEveryWay() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        var names = Stream.of("web", "im", "app", "files", "node1.im", "node2.im", "node3.im");
        certificates.issue(Stream.concat(Stream.of("--each"), names.map(name -> name + ".chat.test"))
                .toArray(String[]::new));
        var sample = Files.readString(Checkout.root().resolve("docs/deployment/topology.toml"));
        var topology = Files.writeString(
                folder.resolve("topology.toml"),
                sample.replace("/etc/hearth/tls", certificates.folder().toString()));

        for (var way : List.of("D2", "D3", "D4", "D5")) {
            var out = folder.resolve(way);
            LocalCertificates.hearth("nginx", "--topology", topology.toString(), "--way", way, "--out", out.toString());
            try (var files = Files.list(out)) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(".conf")).toList()) {
                    assertThat(Nginx.check(folder, file))
                            .as("%s of %s", file.getFileName(), way)
                            .startsWith("0\n")
                            .contains("test is successful")
                            .doesNotContain("[warn]", "[emerg]");
                }
            }
        }
    }

    @Test
    void carryAllFiveHops() throws Exception {
        var ports = FrontPorts.free();
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("localhost", "127.0.0.1");
        var out = ports.generate(folder, certificates);

        try (var server = HearthServer.startOn(
                        ports.hearth(),
                        folder.resolve("data"),
                        "--config",
                        out.resolve("node1.toml").toString());
                var nginx = Nginx.start(folder, out.resolve("hearth.conf"), ports.https());
                var loops = Transport.start(2, Thread.ofPlatform().daemon().factory());
                var browser = HttpClient.newBuilder()
                        .sslContext(certificates.trust())
                        .connectTimeout(PATIENCE)
                        .build()) {
            assertThat(nginx).isNotNull();
            assertThat(server.page()).isEqualTo(ports.page());
            showsThePage(browser, ports);
            makesAnAccount(browser, ports);
            var provisioning = ServerApiClient.of(server.data());
            var transport = loops.trusting(certificates.nettyTrust());
            var token = provisioning.token("ann", "first");
            assertThat(route(browser, ports, token)).contains("\"wss://localhost:" + ports.wss() + "/ws\"");
            var ann = Person.connect(transport, ports.page(), "ann", token, Encoding.PROTO);
            var bea = Person.connect(transport, ports.page(), "bea", provisioning.token("bea", "first"), Encoding.JSON);
            var group = ann.createGroup("behind nginx", List.of(bea));
            var stored = (SendResult.Stored) ann.blocking().sendText(group, "through nginx");
            assertThat(bea.told().awaitUpTo(group, stored.sent().getSeq())).isNotEmpty();
            movesAFile(browser, ports, ann, bea, group);
            ann.close();
            bea.close();
            guards(certificates, ports);
        }
    }

    /// Way D2 in a real browser.
    @Test
    @Tag("ci")
    void carryTwoPeoplesChatAndPictureInARealBrowser() throws Exception {
        var ports = FrontPorts.free();
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("localhost", "127.0.0.1");
        var out = ports.generate(folder, certificates);
        var config = out.resolve("node1.toml").toString();
        var browsers = BrowserTrust.in(folder.resolve("home"), certificates);

        try (var server = HearthServer.startOn(ports.hearth(), folder.resolve("data"), "--config", config);
                var nginx = Nginx.start(folder, out.resolve("hearth.conf"), ports.https())) {
            assertThat(nginx).isNotNull();
            assertThat(Journey.walk("secure", server.page(), browsers)).isEqualTo(Journey.THE_END);
        }
    }

    private static void showsThePage(HttpClient browser, FrontPorts ports) throws Exception {
        var page = browser.send(request(ports, "/").build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(page.headers().allValues("content-security-policy"))
                .singleElement()
                .asString()
                .contains("connect-src 'self' wss://localhost:" + ports.wss() + ";");
        assertThat(page.headers().firstValue("strict-transport-security")).isEmpty();
    }

    private static void makesAnAccount(HttpClient browser, FrontPorts ports) throws Exception {
        for (var prefix : List.of("", "/session")) {
            var name = "cleo" + prefix.length();
            var made = browser.send(
                    request(ports, prefix + "/register")
                            .header("content-type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    "{\"name\":\"" + name + "\",\"password\":\"correct horse battery\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(made.headers().firstValue("set-cookie").orElse(""))
                    .contains("; Secure", "HttpOnly", "SameSite=Lax");
        }
    }

    private static String route(HttpClient browser, FrontPorts ports, String token) throws Exception {
        return browser.send(
                        request(ports, "/route")
                                .header("authorization", "Bearer " + token)
                                .header("origin", ports.page().toString())
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void movesAFile(HttpClient browser, FrontPorts ports, Person from, Person to, String conversation)
            throws Exception {
        var bytes = new byte[FILE_BYTES];
        new Random(1).nextBytes(bytes);
        var granted = from.blocking()
                .request(Request.newBuilder()
                        .setGrantUpload(GrantUpload.newBuilder()
                                .setConversation(conversation)
                                .setName("noise.bin")
                                .setSize(bytes.length)))
                .getUploadGranted();
        var bearer = "Bearer " + granted.getGrant();
        var begun = browser.send(
                request(ports, "/files" + granted.getUrl())
                        .header("authorization", bearer)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        for (int at = 0; at < bytes.length; at += CHUNK) {
            var chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK));
            HttpResponse<String> answer = browser.send(
                    request(ports, "/files/uploads/" + granted.getFile())
                            .header("authorization", bearer)
                            .header("upload-offset", Integer.toString(at))
                            .method("PATCH", BodyPublishers.ofByteArray(chunk))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }
        var link = to.blocking()
                .request(Request.newBuilder()
                        .setGrantDownload(GrantDownload.newBuilder()
                                .setConversation(conversation)
                                .setFile(granted.getFile())))
                .getDownloadGranted()
                .getUrl();
        var part = browser.send(
                request(ports, "/files" + link)
                        .header("range", "bytes=1000-1999")
                        .build(),
                BodyHandlers.ofByteArray());
        var whole = browser.send(request(ports, "/files" + link).build(), BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
        assertThat(whole.body()).isEqualTo(bytes);
    }

    private static void guards(LocalCertificates certificates, FrontPorts ports) {
        var plain = RawHttp.to(URI.create("http://localhost:" + ports.http()), certificates)
                .head("GET /c/1 HTTP/1.1", "Host: localhost", "Connection: close");
        assertThat(RawHttp.values(plain, "location")).containsExactly("https://localhost/c/1");
        var socket = RawHttp.to(URI.create("wss://localhost:" + ports.wss()), certificates);
        var host = "Host: localhost:" + ports.wss();
        assertThat(socket.upgrade("/ws", host, "Origin: " + ports.page())).isEqualTo(101);
        assertThat(socket.upgrade("/ws", host, "Origin: https://evil.test")).isEqualTo(403);
    }

    private static HttpRequest.Builder request(FrontPorts ports, String path) {
        return HttpRequest.newBuilder(URI.create(ports.page() + path)).timeout(PATIENCE);
    }
}
