package chat.hearth.app.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpImNodeTest {
    private static final UserId ALICE = new UserId("alice");
    private static final DeviceId DEVICE = new DeviceId("d1");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final EventLoops loops = EventLoops.start(1);
    private final Queue<Request> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Map<String, Response> answersByPath = Map.of();
    private final WebServer server = WebServer.start(
            loops,
            WebServerOptions.at("127.0.0.1", 0),
            Router.builder()
                    .below("POST", "/admin/", request -> {
                        asked.add(request);
                        return answersByPath.getOrDefault(request.path(), Response.empty(500));
                    })
                    .build(),
            RequestObserver.none());
    private final HttpImNode node = node(server.port(), DEADLINE);

    @AfterEach
    void close() {
        released.countDown();
        node.close();
        server.close();
        loops.close();
    }

    @Test
    void putsAUserBySignedRequest() {
        answersByPath = Map.of("/admin/user/create", Response.json("{\"code\":0,\"msg\":\"success\",\"result\":{}}"));

        assertThat(node.putUser(ALICE, "alice \"a\"", "爱丽丝\n", "")).isEqualTo(ImNode.Put.DONE);

        var request = asked.remove();
        assertThat(request.body().text())
                .isEqualTo("{\"userId\":\"alice\",\"name\":\"alice \\\"a\\\"\",\"displayName\":\"爱丽丝\\n\","
                        + "\"portrait\":\"\"}");
        assertThat(request.headers().first("x-signature"))
                .isEqualTo("POST /admin/user/create " + request.body().length());
        assertThat(request.headers().first("content-type")).isEqualTo("application/json");
    }

    @Test
    void tellsATakenNameFromAProfileThatIsWrong() {
        var invalid = Response.json("{\"code\":251,\"msg\":\"no\",\"result\":null}");
        var other = Response.json("{\"code\":0,\"msg\":\"success\",\"result\":{\"userId\":\"other\"}}");
        var nobody = Response.json("{\"code\":253,\"msg\":\"none\",\"result\":null}");

        answersByPath = Map.of("/admin/user/create", invalid, "/admin/user/get_info", other);
        assertThat(node.putUser(ALICE, "alice", "Alice", "")).isEqualTo(ImNode.Put.NAME_TAKEN);
        answersByPath = Map.of("/admin/user/create", invalid, "/admin/user/get_info", nobody);
        assertThatThrownBy(() -> node.putUser(ALICE, "alice", "Alice", ""))
                .isInstanceOf(ImNodeFailed.class)
                .hasMessageContaining("251 no");
    }

    @Test
    void getsATokenOrLearnsThatThereIsNoSuchUser() {
        var token = Response.json("{\"code\":0,\"msg\":\"success\",\"result\":{\"userId\":\"alice\",\"token\":\"t\"}}");
        answersByPath = Map.of("/admin/user/get_token", token);
        assertThat(node.token(ALICE, DEVICE, 5)).contains("t");
        assertThat(asked.remove().body().text()).isEqualTo("{\"userId\":\"alice\",\"clientId\":\"d1\",\"platform\":5}");

        answersByPath = Map.of("/admin/user/get_token", Response.json("{\"code\":253,\"msg\":\"\"}"));
        assertThat(node.token(ALICE, DEVICE, 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"code\":\"0\"}",
                "{\"code\":0,\"result\":null}",
                "{\"code\":8,\"msg\":\"disabled\"}"
            })
    void failsOnAnAnswerThatHoldsNoToken(String answer) {
        answersByPath = Map.of("/admin/user/get_token", Response.json(answer));

        assertThatThrownBy(() -> node.token(ALICE, DEVICE, 5)).isInstanceOf(ImNodeFailed.class);
    }

    @Test
    void saysWhatToCheckWhenItsKeyIsNotAccepted() {
        answersByPath = Map.of("/admin/user/get_token", Response.json(401, "{\"code\":244}"));

        assertThatThrownBy(() -> node.token(ALICE, DEVICE, 5))
                .isInstanceOf(ImNodeFailed.class)
                .hasMessageContaining("same key");
    }

    @Test
    void readsNoEndlessAnswer() {
        answersByPath = Map.of("/admin/user/get_token", Response.text("x".repeat(1_000_000)));

        assertThatThrownBy(() -> node.token(ALICE, DEVICE, 5)).isInstanceOf(ImNodeFailed.class);
    }

    @Test
    void failsWithinItsDeadlineWhenNobodyAnswers() {
        var silent = WebServer.start(
                loops,
                WebServerOptions.at("127.0.0.1", 0),
                Router.builder()
                        .below("POST", "/admin/", _ -> {
                            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
                            return Response.empty(204);
                        })
                        .build(),
                RequestObserver.none());
        try (var impatient = node(silent.port(), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> impatient.token(ALICE, DEVICE, 5)).isInstanceOf(ImNodeFailed.class);
        } finally {
            silent.close();
        }
        server.close();
        assertThatThrownBy(() -> node.token(ALICE, DEVICE, 5)).isInstanceOf(ImNodeFailed.class);
    }

    private static HttpImNode node(int port, Duration deadline) {
        return new HttpImNode(
                URI.create("http://127.0.0.1:" + port),
                (method, uri, body) -> Map.of("X-Signature", method + " " + uri.getPath() + " " + body.length),
                deadline);
    }
}
