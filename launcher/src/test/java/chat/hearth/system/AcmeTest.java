package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.launcher.serverapi.RunningProduct;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates got from a real ACME authority, whose root alone the clients trust.
@Tag("suite")
@Tag("acme")
@Tag("ci")
class AcmeTest {
    private static final String NAME = "chat.hearth.test";
    private static final int PATIENCE_S = 120;

    /// Renewed after 60 s of it; what is kept lasts 30 s more.
    private static final Duration LIFE = Duration.ofSeconds(90);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void issuesRenewsAndOutlivesAnAuthorityThatIsAway() throws Exception {
        var certificates = LocalCertificates.in(folder.resolve("ca"));
        certificates.issue("localhost");
        int http = FreePorts.next();
        int port = FreePorts.next();
        try (var pebble = Pebble.start(folder, certificates, http, LIFE)) {
            var root = pebble.root(certificates);
            Files.writeString(folder.resolve("roots.pem"), Files.readString(certificates.file("ca.pem")) + root);
            var config = config(pebble.directory(), port, http);
            try (var server = HearthServer.startOn(port, folder.resolve("data"), "--config", config)) {
                server.awaitOutput("no certificate yet; browsers warn until there is one");
                assertThat(isTrusted(root, port)).as("the temporary one").isFalse();

                pebble.reach();
                awaitTrusted(root, port);
                server.awaitOutput("certificate issued");
                var first = shown(root, port);
                assertThat(first.getSubjectAlternativeNames().toString()).contains(NAME);
                assertIsPrivate(server.data().resolve("tls"), "account.key", "issued.pem", "shown.pem");

                try (var lasting = connect(root, port)) {
                    pebble.cut();
                    server.awaitOutput("certificate not renewed; the old one is shown");
                    assertThat(failures(server)).isGreaterThan(0);
                    assertThat(shown(root, port)).isEqualTo(first);

                    pebble.reach();
                    awaitOther(root, port, first);
                    assertThat(failures(server)).isZero();
                    assertThat(status(lasting)).as("no socket was dropped").contains("200");
                }
            }

            pebble.cut();
            try (var again = HearthServer.startOn(port, folder.resolve("data"), "--config", config)) {
                assertThat(isTrusted(root, port)).as("kept over a restart").isTrue();
                assertThat(again.output()).doesNotContain("temporary");
            }
        }
    }

    private static void assertIsPrivate(Path tls, String... names) throws IOException {
        for (var name : names) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    /// As Prometheus reads it.
    private static double failures(HearthServer server) throws IOException {
        var page = URI.create(RunningProduct.in(server.data()).serverApi() + "/metrics")
                .toURL()
                .openStream();
        try (page) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("hearth_acme_failures "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String status(SSLSocket socket) throws IOException {
        var host = NAME + ":" + socket.getPort();
        socket.getOutputStream()
                .write(("GET /api/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static X509Certificate shown(String root, int port) throws IOException, GeneralSecurityException {
        try (var socket = connect(root, port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static boolean isTrusted(String root, int port) throws IOException, GeneralSecurityException {
        try (var socket = connect(root, port)) {
            return socket.isConnected();
        } catch (SSLException _) {
            return false;
        }
    }

    /// Checks chain, dates and name.
    private static SSLSocket connect(String root, int port) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var pem = new ByteArrayInputStream(root.getBytes(StandardCharsets.US_ASCII));
        store.setCertificateEntry(
                "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        var plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        plain.setSoTimeout(PATIENCE_S * 1000);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, NAME, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void awaitTrusted(String root, int port) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_S).toNanos();
        while (!isTrusted(root, port)) {
            assertThat(System.nanoTime()).as("a certificate is shown").isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    private static void awaitOther(String root, int port, X509Certificate old) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_S).toNanos();
        while (!isTrusted(root, port) || shown(root, port).equals(old)) {
            assertThat(System.nanoTime()).as("a new certificate is shown").isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    private String config(URI directory, int port, int http) throws IOException {
        var lines = List.of(
                "server.public_origins = [\"https://" + NAME + ":" + port + "\"]",
                "[tls]",
                "acme_directory = \"" + directory + "\"",
                "acme_email = \"admin@hearth.test\"",
                "acme_agree_terms = true",
                "ca = \"roots.pem\"",
                "redirect_port = " + http);
        return Files.writeString(folder.resolve("hearth.toml"), String.join("\n", lines) + "\n")
                .toString();
    }
}
