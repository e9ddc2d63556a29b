package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.http.WebServerOptions.Transport;
import chat.hearth.kit.tls.Certificates;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsListeningTest {
    private static final String REQUEST = "GET /who HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LAST = REQUEST + "Connection: close\r\n\r\n";
    private static final SSLContext TRUST = Certificates.trust();
    private static final ServerCertificate FIRST = Certificates.of("localhost", "127.0.0.1");
    private static final ServerCertificate NODES = Certificates.of("*.node.test");
    private static EventLoops loops = EventLoops.start(2);

    @BeforeAll
    static void start() {
        loops.close();
        loops = EventLoops.start(2);
    }

    @AfterAll
    static void stop() {
        loops.close();
    }

    @Test
    void speaksHttp2AndHttp11() throws Exception {
        try (WebServer server = server(Certificates.identity(FIRST));
                HttpClient client = HttpClient.newBuilder().sslContext(TRUST).build()) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/who"))
                                .version(version)
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("https 127.0.0.1");
            }
        }
    }

    @Test
    void showsTheCertificateOfTheNameThatIsAskedFor() throws IOException {
        try (WebServer server = server(Certificates.identity(FIRST, NODES))) {
            assertThat(shownFor(server, "n1.node.test")).isEqualTo(NODES.leaf());
            assertThat(shownFor(server, "localhost")).isEqualTo(FIRST.leaf());
            assertThat(shownFor(server, "stranger.test")).isEqualTo(FIRST.leaf());
        }
    }

    @Test
    void refusesOldVersionsAndWeakSuites() throws IOException {
        try (WebServer server = server(Certificates.identity(FIRST))) {
            for (String weak :
                    List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")) {
                SSLParameters parameters = new SSLParameters(new String[] {weak}, new String[] {"TLSv1.2"});
                assertThatThrownBy(() -> connect(server, parameters)).isInstanceOf(IOException.class);
            }
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                try (SSLSocket socket = connect(server, new SSLParameters(null, new String[] {version}))) {
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                    assertThat(socket.getSession().getCipherSuite()).matches(".*(GCM|CHACHA20).*");
                }
            }
            // The JDK's own client refuses to speak it, so the hello of TLS 1.1 is written by hand.
            assertThat(answerTo(
                            server,
                            "160301003f0100003b0302" + "00".repeat(32)
                                    + "000004c013c0090100000e000a000400020017000b00020100"))
                    .as("an alert, and no server hello")
                    .startsWith((byte) 0x15);
        }
    }

    @Test
    void resumesASession() throws IOException {
        try (WebServer server = server(Certificates.identity(FIRST))) {
            long created = 0;
            for (int round = 0; round < 2; round++) {
                try (SSLSocket socket = connect(server, new SSLParameters(null, new String[] {"TLSv1.2"}))) {
                    ask(socket, LAST);
                    created = round == 0 ? socket.getSession().getCreationTime() : created;
                    assertThat(socket.getSession().getCreationTime()).isEqualTo(created);
                }
            }
        }
    }

    @Test
    void showsANewCertificateAndKeepsOpenConnections() throws IOException {
        try (WebServer server = server(Certificates.identity(FIRST));
                SSLSocket open = connect(server, new SSLParameters())) {
            ServerCertificate next = Certificates.of("localhost");
            server.show(Certificates.identity(next));

            assertThat(shownFor(server, "localhost")).isEqualTo(next.leaf());
            assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(FIRST.leaf());
            assertThat(ask(open, LAST)).endsWith("https 127.0.0.1");
        }
    }

    @Test
    void believesAProxyHeaderOfATrustedProxyOnly() throws IOException {
        for (String header : List.of(
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n", "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n")) {
            Transport proxied = new Transport(null, true);
            try (WebServer trusting = server(proxied, TrustedProxies.of(List.of("127.0.0.1")));
                    WebServer wary = server(proxied, TrustedProxies.none())) {
                assertThat(plain(trusting, header + LAST)).matches("(?s).*http (192.0.2.7|2001:db8:0:0:0:0:0:7)");
                assertThat(plain(trusting, LAST)).as("without the header").doesNotContain("200 OK");
                assertThat(plain(wary, header + LAST)).doesNotContain("200 OK");
            }
        }
    }

    private static WebServer server(TlsIdentity identity) {
        return server(new Transport(identity, false), TrustedProxies.none());
    }

    private static WebServer server(Transport transport, TrustedProxies proxies) {
        Router router = Router.builder()
                .get(
                        "/who",
                        request -> Response.text(request.client().scheme() + " "
                                + request.client().address()))
                .build();
        return WebServer.start(
                loops,
                WebServerOptions.at("127.0.0.1", 0).with(transport).with(proxies),
                router,
                RequestObserver.none());
    }

    private static Certificate shownFor(WebServer server, String name) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        // A context of its own: it has no session of another name to resume.
        try (SSLSocket socket = connect(Certificates.trust(), server, parameters)) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect(WebServer server, SSLParameters parameters) throws IOException {
        return connect(TRUST, server, parameters);
    }

    private static SSLSocket connect(SSLContext trust, WebServer server, SSLParameters parameters) throws IOException {
        Socket bare = trust.getSocketFactory().createSocket(InetAddress.ofLiteral("127.0.0.1"), server.port());
        SSLSocket socket = (SSLSocket) bare;
        try {
            socket.setSoTimeout(20_000);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            socket.close();
            throw e;
        }
    }

    private static String ask(SSLSocket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static String plain(WebServer server, String text) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static byte[] answerTo(WebServer server, String hex) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
            return socket.getInputStream().readAllBytes();
        }
    }
}
