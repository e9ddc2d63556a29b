package chat.hearth.gateway.front;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.gateway.front.RawClient.Received;
import chat.hearth.protocol.v1.CloseCode;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Guards the hand-over from Vert.x to Netty against a change in the pipeline of Vert.x.
class HandOverTest {
    private static final String GET = "GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String GOT = "HTTP_1_1 /api/version";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNoFrameSentTogetherWithTheOpening(boolean isH2cOn) throws Exception {
        try (var server = new EchoServer(new HttpServerOptions().setHttp2ClearTextEnabled(isH2cOn));
                var client = RawClient.to(server.port())) {
            byte[] three = RawClient.frame(RawClient.BINARY, "three");
            client.say(
                    RawClient.opening().getBytes(StandardCharsets.US_ASCII),
                    RawClient.frame(RawClient.BINARY, "one"),
                    RawClient.frame(RawClient.BINARY, "two"),
                    Arrays.copyOf(three, 4));
            assertThat(client.head())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .contains("Sec-WebSocket-Protocol: hearth.v1.proto");
            assertThat(List.of(client.frame(), client.frame()))
                    .containsExactly(new Received(2, "one"), new Received(2, "two"));
            client.say(Arrays.copyOfRange(three, 4, three.length));
            assertThat(client.frame()).isEqualTo(new Received(2, "three"));
            client.hangUp();
            assertThat(EchoServer.next(server.closed)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesOnlyNettyAndHearthInThePipeline(boolean isH2cOn) throws Exception {
        var options = new HttpServerOptions()
                .setIdleTimeout(1)
                .setCompressionSupported(true)
                .setLogActivity(true)
                .setHttp2ClearTextEnabled(isH2cOn);
        try (var server = new EchoServer(options);
                var client = RawClient.to(server.port())) {
            client.say(RawClient.opening()).head();
            var echo = EchoServer.next(server.opened);
            assertThat(echo).isNotNull();
            assertThat(echo.pipeline()).containsExactly("WebSocket13FrameDecoder", "SocketReader");
            assertThat(server.closedForVertx).hasValue(1);
            client.hangUp();
            assertThat(EchoServer.next(server.closed)).isSameAs(echo);
            assertThat(server.closedForVertx).hasValue(1);
        }
    }

    @Test
    void servesHttpBeforeAndBesideTheSocketOnOneConnection() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions());
                var client = RawClient.to(server.port())) {
            assertThat(client.say(GET).head()).contains("200 OK");
            assertThat(client.bytes(GOT.length())).isEqualTo(GOT);
            assertThat(client.say(RawClient.opening()).head()).contains(" 101 ");
            assertThat(client.say(RawClient.frame(RawClient.BINARY, "x")).frame())
                    .isEqualTo(new Received(2, "x"));
        }
    }

    @Test
    void leavesAnOpeningBehindUnansweredRequestsToHttp() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions());
                var client = RawClient.to(server.port())) {
            client.say(GET + GET + RawClient.opening());
            for (int i = 0; i < 2; i++) {
                assertThat(client.head()).contains("200 OK");
                assertThat(client.bytes(GOT.length())).isEqualTo(GOT);
            }
            assertThat(client.head()).startsWith("HTTP/1.1 ");
        }
    }

    @Test
    void refusesBadOpenings() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions().setCompressionSupported(true))) {
            var json = "hearth.v1.json";
            assertRefused(server, "400", RawClient.opening("13", "c2hvcnQ=", json, ""));
            assertRefused(server, "400", RawClient.opening("13", RawClient.KEY, "chat", ""));
            assertRefused(server, "400", RawClient.opening("13", RawClient.KEY, json, "Content-Length: 0\r\n"));
            assertRefused(server, "400", "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(assertRefused(server, "426", RawClient.opening("8", RawClient.KEY, json, ""))
                            .toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-version: 13");
            assertThat(server.opened).isEmpty();
        }
    }

    private static String assertRefused(EchoServer server, String status, String opening) throws Exception {
        try (var client = RawClient.to(server.port())) {
            var head = client.say(opening).head();
            assertThat(head).startsWith("HTTP/1.1 " + status).contains("application/json");
            assertThat(client.ended()).isTrue();
            return head;
        }
    }

    @Test
    void joinsFragmentsAndAnswersPingsBetweenThem() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions());
                var client = RawClient.to(server.port())) {
            client.say(RawClient.opening()).head();
            client.say(
                    RawClient.frame(0x02, "he"),
                    RawClient.frame(0x89, "p"),
                    RawClient.frame(0x00, "ar"),
                    RawClient.frame(0x80, "th"));
            assertThat(List.of(client.frame(), client.frame()))
                    .containsExactly(new Received(10, "p"), new Received(2, "hearth"));
        }
    }

    @Test
    void closesWithTheCodeOfWhatWasWrong() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions())) {
            var tooLarge = "x".repeat(EchoServer.LONGEST_MESSAGE + 1);
            var half = "x".repeat(EchoServer.LONGEST_MESSAGE / 2 + 1);
            assertClosed(server, CloseCode.FRAME_TOO_LARGE_VALUE, RawClient.frame(RawClient.BINARY, tooLarge));
            assertClosed(
                    server, CloseCode.FRAME_TOO_LARGE_VALUE, RawClient.frame(0x02, half), RawClient.frame(0x80, half));
            assertClosed(server, 1002, new byte[] {(byte) RawClient.BINARY, 1, 'x'});
            assertClosed(server, 1002, RawClient.frame(0xC2, "reserved bit"));
            assertClosed(server, CloseCode.FRAME_UNREADABLE_VALUE, RawClient.frame(RawClient.TEXT, "text"));
            assertClosed(server, 1000, RawClient.frame(RawClient.CLOSE, ""));
            assertClosed(server, 1001, RawClient.frame(RawClient.CLOSE, new byte[] {1001 >> 8, (byte) 1001}));
        }
    }

    private static void assertClosed(EchoServer server, int code, byte[]... frames) throws Exception {
        try (var client = RawClient.to(server.port())) {
            client.say(RawClient.opening()).head();
            assertThat(client.say(frames).untilClosed()).isEqualTo(code);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void saysGoodbyeWhenTheServerShutsDown() throws Exception {
        try (var server = new EchoServer(new HttpServerOptions());
                var client = RawClient.to(server.port())) {
            client.say(RawClient.opening()).head();
            var down = server.http.shutdown(10, TimeUnit.SECONDS);
            assertThat(client.untilClosed()).isEqualTo(CloseCode.NODE_STOPPING_VALUE);
            assertThat(client.ended()).isTrue();
            down.await();
            assertThat(EchoServer.next(server.closed)).isNotNull();
        }
    }

    @Test
    void worksOverOpenSslBesideHttp2() throws Exception {
        try (var server = new EchoServer(TlsFixture.server());
                var client = RawClient.over(TlsFixture.connect(server.port()))) {
            client.say(
                    RawClient.opening().getBytes(StandardCharsets.US_ASCII),
                    RawClient.frame(RawClient.BINARY, "early"));
            assertThat(client.head()).contains(" 101 ");
            assertThat(client.frame()).isEqualTo(new Received(2, "early"));
            var echo = EchoServer.next(server.opened);
            assertThat(echo).isNotNull();
            assertThat(echo.pipeline()).containsExactly("SslHandler", "WebSocket13FrameDecoder", "SocketReader");
            assertThat(TlsFixture.get("https://localhost:" + server.port() + "/api"))
                    .isEqualTo("HTTP_2 /api");
        }
    }
}
