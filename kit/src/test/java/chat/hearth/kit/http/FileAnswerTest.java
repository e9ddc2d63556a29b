package chat.hearth.kit.http;

import static java.nio.file.StandardOpenOption.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnswerTest {
    private static final int SIZE = 1_000_003;

    private final EventLoops loops = EventLoops.start(2);
    private final TestClient client = new TestClient();
    private final Queue<FileChannel> opened = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private String text = "";

    @BeforeEach
    void write() throws IOException {
        var letters = new StringBuilder();
        for (int i = 0; letters.length() < SIZE; i++) {
            letters.append(i).append(' ');
        }
        text = letters.substring(0, SIZE);
        file = Files.writeString(folder.resolve("file"), text);
    }

    @AfterEach
    void end() {
        client.close();
        loops.close();
    }

    @Test
    void sendsAFileOrAPartOfItOverBothVersionsOfHttp() {
        WebServer server = start(Router.builder()
                .get("/version", _ -> Response.text("v"))
                .get("/whole", _ -> Response.file(200, "text/plain", range(0, SIZE)))
                .get("/part", _ -> Response.file(206, "text/plain", range(70_000, 200_001)))
                .get("/nothing", _ -> Response.file(200, "text/plain", range(0, 0)))
                .build());

        for (HttpClient.Version version : List.of(HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_1_1)) {
            assertThat(client.send(server, version, "GET", "/version", "").version())
                    .isEqualTo(version);
            HttpResponse<String> whole = client.send(server, version, "GET", "/whole", "");
            assertThat(whole.version()).isEqualTo(version);
            assertThat(whole.body()).isEqualTo(text);
            assertThat(whole.headers().firstValue("content-length")).contains("" + SIZE);
            HttpResponse<String> part = client.send(server, version, "GET", "/part", "");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(text.substring(70_000, 270_001));
            assertThat(client.send(server, version, "GET", "/nothing", "").body())
                    .isEmpty();
        }
        assertThat(opened).hasSize(6);
        assertAllClosed(server);
    }

    @Test
    void answersHeadWithTheLengthAloneAndClosesTheFile() {
        WebServer server = start(Router.builder()
                .get("/whole", _ -> Response.file(200, "text/plain", range(0, SIZE)))
                .build());

        HttpResponse<String> answer = client.send(server, HttpClient.Version.HTTP_1_1, "HEAD", "/whole", "");

        assertThat(answer.headers().firstValue("content-length")).contains("" + SIZE);
        assertThat(answer.body()).isEmpty();
        assertAllClosed(server);
    }

    @Test
    void breaksTheAnswerOffWhenTheFileIsShorterThanPromised() {
        WebServer server = start(Router.builder()
                .get("/cut", _ -> Response.file(200, "text/plain", range(0, SIZE + 10)))
                .build());

        String answer = client.raw(server, "GET /cut HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).contains("content-length: " + (SIZE + 10));
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).length()).isLessThan(SIZE + 10);
        assertAllClosed(server);
    }

    @Test
    void closesTheFileWhenTheClientGoesAway() throws IOException {
        Lane lane = Lane.of(1);
        WebServer server = start(Router.builder()
                .at(
                        "GET",
                        "/whole",
                        RouteLimits.standard().on(lane),
                        _ -> Response.file(200, "text/plain", range(0, SIZE)))
                .build());

        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.getOutputStream()
                    .write("GET /whole HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        assertAllClosed(server);
    }

    /// Every place is free again only after the last file is closed.
    private void assertAllClosed(WebServer server) {
        try {
            assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
        assertThat(opened).isNotEmpty().noneMatch(FileChannel::isOpen);
    }

    private FileRange range(long offset, long length) {
        try {
            FileChannel channel = FileChannel.open(file, READ);
            opened.add(channel);
            return new FileRange(channel, offset, length);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private WebServer start(Router router) {
        return WebServer.start(loops, WebServerOptions.at("127.0.0.1", 0), router, RequestObserver.none());
    }
}
