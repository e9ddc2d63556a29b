package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.launcher.serverapi.ServerApiClient;
import chat.hearth.protocol.Encoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The product over its own TLS; every client checks the whole chain against the local authority.
@Tag("suite")
@Tag("tls")
class TlsTest {
    private static final int SOCKETS = 100;
    private static final int PATIENCE_S = 30;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void swapsTheCertificateUnderLiveSockets() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("localhost", "127.0.0.1");
        var config = config("""
                [tls]
                certificate = "tls/localhost.pem"
                key = "tls/localhost.key"
                """);

        try (var server = HearthServer.start(folder.resolve("data"), "--config", config);
                var loops = Transport.start(2, Thread.ofPlatform().daemon().factory())) {
            assertThat(server.page().toString()).startsWith("https://localhost:");
            var people = people(server, loops.trusting(certificates.nettyTrust()));
            var old = shown(certificates, server.page());

            Files.writeString(certificates.file("localhost.pem"), "broken");
            server.awaitOutput("the old one stays");
            assertThat(shown(certificates, server.page())).isEqualTo(old);
            certificates.issue("localhost", "127.0.0.1");
            awaitOther(certificates, server.page(), old);

            var group = people.getFirst().createGroup("all", people.subList(1, 99));
            var stored = (SendResult.Stored) people.getFirst().blocking().sendText(group, "after the swap");
            for (var person : people.subList(0, 99)) {
                person.told().awaitUpTo(group, stored.sent().getSeq());
            }
            for (var person : people) {
                assertThat(person.told().arrivals()).as("no socket was dropped").isEqualTo(1);
                person.close();
            }
        }
    }

    /// Way D1: one machine, one port, Hearth's own TLS, under a name that is not localhost.
    @Test
    @Tag("ci")
    void carriesTwoPeoplesChatAndPictureInARealBrowser() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("chat.hearth.test");
        int port = FreePorts.next();
        var page = "https://chat.hearth.test:" + port;
        var config = config("""
                [server]
                public_origins = ["%s"]
                [tls]
                certificate = "tls/chat.hearth.test.pem"
                key = "tls/chat.hearth.test.key"
                """.formatted(page));
        var browsers = new HashMap<>(BrowserTrust.in(folder.resolve("home"), certificates));
        browsers.put("PRODUCT_HOST", "127.0.0.1");

        try (var server = HearthServer.startOn(port, folder.resolve("data"), "--config", config)) {
            assertThat(server.page()).isEqualTo(URI.create(page));
            assertThat(Journey.walk("secure", server.page(), browsers)).isEqualTo(Journey.THE_END);
        }
    }

    @Test
    void servesTheOldPortsFromAKeyStoreUnderItsOldNames() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        var password = Files.writeString(folder.resolve("password"), "correct horse\n");
        certificates.issue("localhost", "127.0.0.1", "--format", "jks,p12", "--password-file", password.toString());
        int plain = FreePorts.next();
        int secure = FreePorts.next();
        int redirect = FreePorts.next();
        var config = config("""
                websocket_port = %d
                secure_websocket_port = %d
                jks_path = "tls/localhost.jks"
                key_store_password = "correct horse"
                key_manager_password = "correct horse"
                tls.redirect_port = %d
                """.formatted(plain, secure, redirect));

        try (var server = HearthServer.start(folder.resolve("data"), "--config", config);
                var loops = Transport.start(1, Thread.ofPlatform().daemon().factory())) {
            var page = server.page();
            var token = ServerApiClient.of(server.data()).token("ann", "first");
            assertThat(route(certificates, page, token)).contains("\"wss://localhost:" + secure + "/ws\"");
            Person.connect(loops.trusting(certificates.nettyTrust()), page, "ann", token, Encoding.PROTO)
                    .close();
            for (var address : List.of("wss://localhost:" + secure, "ws://localhost:" + plain)) {
                var raw = RawHttp.to(URI.create(address), certificates);
                var host = "Host: localhost:" + raw.port();
                assertThat(raw.upgrade("/", host, "Origin: " + page))
                        .as(address)
                        .isEqualTo(101);
                assertThat(raw.upgrade("/ws", host, "Origin: " + page)).isEqualTo(101);
                assertThat(raw.upgrade("/", "Host: evil.test", "Origin: " + page))
                        .isEqualTo(421);
                assertThat(RawHttp.status(raw.head("GET /files/none HTTP/1.1", host, "Connection: close")))
                        .as("files are there too")
                        .isBetween(401, 404);
            }
            var sent = RawHttp.to(URI.create("http://localhost:" + redirect), certificates)
                    .head("GET /c/1?x=y HTTP/1.1", "Host: localhost:" + redirect, "Connection: close");
            assertThat(RawHttp.status(sent)).isEqualTo(308);
            assertThat(RawHttp.values(sent, "location")).containsExactly(page + "/c/1?x=y");
        }
    }

    @Test
    void guardsOriginHostAndHeaders() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("localhost", "127.0.0.1");
        var config = config("[tls]\ncertificate = \"tls/localhost.pem\"\nkey = \"tls/localhost.key\"\n");

        try (var server = HearthServer.start(folder.resolve("data"), "--config", config)) {
            var page = server.page();
            var raw = RawHttp.to(page, certificates);
            var host = "Host: " + page.getAuthority();
            assertThat(raw.upgrade("/ws", host, "Origin: " + page)).isEqualTo(101);
            assertThat(raw.upgrade("/ws", host)).as("programs send none").isEqualTo(101);
            assertThat(HostileOrigins.of(page))
                    .hasSizeGreaterThanOrEqualTo(30)
                    .allSatisfy(fields -> assertThat(raw.upgrade("/ws", fields.toArray(String[]::new)))
                            .as(String.join(" | ", fields))
                            .isBetween(400, 499));

            var head = raw.head("GET / HTTP/1.1", host, "Connection: close");
            assertThat(RawHttp.status(head)).isEqualTo(200);
            assertThat(RawHttp.values(head, "strict-transport-security"))
                    .as("never under a local authority")
                    .isEmpty();
            assertThat(RawHttp.values(head, "x-content-type-options")).containsExactly("nosniff");
            assertThat(RawHttp.values(head, "content-security-policy").toString())
                    .contains("connect-src 'self'", "require-trusted-types-for 'script'");
            assertThat(RawHttp.status(raw.head("GET / HTTP/1.1", "Host: evil.test", "Connection: close")))
                    .isEqualTo(421);
            assertThat(helloOfTls11(page))
                    .as("an alert instead of a server hello")
                    .startsWith((byte) 0x15);
        }
    }

    @Test
    void refusesToStartOnHalfOfTls() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("other.test");
        certificates.issue("localhost", "127.0.0.1");
        var tls = "[tls]\ncertificate = \"tls/%s.pem\"\nkey = \"tls/%s.key\"\n";

        refuses("hop 4 (the WebSocket)", "websocket_port = 8083\n" + tls.formatted("localhost", "localhost"));
        refuses("hop 1 (the page)", "server.public_origins = [\"https://localhost:8443\"]\n");
        refuses("the key does not belong", tls.formatted("localhost", "other.test"));
        refuses(
                "no certificate is for localhost",
                "server.public_origins = [\"https://localhost:8443\"]\n" + tls.formatted("other.test", "other.test"));
    }

    private void refuses(String why, String text) throws IOException {
        var started = HearthServer.startRefused(folder.resolve("data"), "--config", config(text));

        assertThat(started.lines().filter(line -> line.contains("hearth:")))
                .singleElement()
                .asString()
                .contains(why);
    }

    private List<Person> people(HearthServer server, Transport transport) {
        var provisioning = ServerApiClient.of(server.data());
        return IntStream.range(0, SOCKETS)
                .mapToObj(i -> {
                    var encoding = i % 2 == 0 ? Encoding.PROTO : Encoding.JSON;
                    var token = provisioning.token("u" + i, "first");
                    return Person.connect(transport, server.page(), "u" + i, token, encoding);
                })
                .toList();
    }

    private static String route(LocalCertificates certificates, URI page, String token) throws Exception {
        try (var client =
                HttpClient.newBuilder().sslContext(certificates.trust()).build()) {
            var request = HttpRequest.newBuilder(page.resolve("/route"))
                    .timeout(Duration.ofSeconds(PATIENCE_S))
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Certificate shown(LocalCertificates certificates, URI page) throws IOException {
        var sockets = certificates.trust().getSocketFactory();
        try (var socket = (SSLSocket) sockets.createSocket("localhost", page.getPort())) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static void awaitOther(LocalCertificates certificates, URI page, Certificate old)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (shown(certificates, page).equals(old)) {
            assertThat(System.nanoTime()).as("the new certificate is shown").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static byte[] helloOfTls11(URI page) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), page.getPort())) {
            socket.setSoTimeout(PATIENCE_S * 1000);
            var hello =
                    "160301003f0100003b0302" + "00".repeat(32) + "000004c013c0090100000e000a000400020017000b00020100";
            socket.getOutputStream().write(HexFormat.of().parseHex(hello));
            return socket.getInputStream().readAllBytes();
        }
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("hearth.toml"), text).toString();
    }
}
