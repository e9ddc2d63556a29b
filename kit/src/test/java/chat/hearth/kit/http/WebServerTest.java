package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final HttpLimits SMALL =
            new HttpLimits(1024, 2048, 100, Duration.ofMillis(300), Duration.ofSeconds(20), 2);

    private static final List<HttpClient.Version> BOTH =
            List.of(HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_1_1);

    private final EventLoops loops = EventLoops.start(2);
    private final Queue<String> observed = new ConcurrentLinkedQueue<>();
    private final TestClient client = new TestClient();

    @AfterEach
    void end() {
        client.close();
        loops.close();
    }

    @Test
    void answersOverBothVersionsOfHttp() {
        WebServer server = start(Router.builder()
                .get("/version", _ -> Response.text("v"))
                .post("/echo", request -> Response.text(request.body().text()))
                .build());

        for (HttpClient.Version version : BOTH) {
            // Only a request without a body on a fresh connection upgrades it in clear text.
            assertThat(client.send(server, version, "GET", "/version", "").version())
                    .isEqualTo(version);
            HttpResponse<String> answer = client.send(server, version, "POST", "/echo", "grüße");
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("grüße");
        }
        assertThat(observed)
                .containsExactly("GET /version 200", "POST /echo 200", "GET /version 200", "POST /echo 200");
    }

    @Test
    void handsOverEverythingARequestSays() {
        WebServer server = start(Router.builder()
                .below(
                        "GET",
                        "/files/",
                        request -> Response.text(String.join(
                                " ",
                                request.path(),
                                request.target().parameter("q"),
                                String.valueOf(request.target().parameter("none")),
                                request.headers().first("X-Mine"),
                                request.client().address(),
                                request.client().scheme(),
                                request.client().host(),
                                String.valueOf(Thread.currentThread().isVirtual()))))
                .build());

        HttpResponse<String> answer = client.get(server, "/files/a%20b?q=1+2&q=3", "X-Mine", "yes");

        assertThat(answer.body())
                .isEqualTo("/files/a b 1 2 null yes 127.0.0.1 http localhost:" + server.port() + " true");
    }

    @Test
    void addsSecurityHeadersAndARequestIdUnlessTheEndpointSetsThem() {
        WebServer server = start(Router.builder()
                .get("/api", _ -> Response.json("{}"))
                .get(
                        "/page",
                        _ -> Response.text("p")
                                .with("Cache-Control", "max-age=60")
                                .plus("set-cookie", "a=1")
                                .plus("set-cookie", "b=2"))
                .build());

        HttpResponse<String> api = client.get(server, "/api");
        assertThat(api.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(api.headers().firstValue("referrer-policy")).contains("same-origin");
        assertThat(api.headers().firstValue("cache-control")).contains("no-store");
        assertThat(api.headers().firstValue("x-request-id")).get().asString().hasSize(16);
        HttpResponse<String> page = client.get(server, "/page", "x-request-id", "given-by-a-stranger");
        assertThat(page.headers().allValues("cache-control")).containsExactly("max-age=60");
        assertThat(page.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(page.headers().firstValue("x-request-id")).get().isNotEqualTo("given-by-a-stranger");
    }

    @Test
    void answersHeadWithLengthAndWithoutBody() {
        WebServer server =
                start(Router.builder().get("/a", _ -> Response.text("four")).build());

        HttpResponse<String> answer = client.send(server, HttpClient.Version.HTTP_1_1, "HEAD", "/a", "");

        assertThat(answer.headers().firstValue("content-length")).contains("4");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesUnknownPathsAndWrongMethodsWithAnEnvelope() {
        WebServer server =
                start(Router.builder().get("/a", _ -> Response.text("a")).build());

        HttpResponse<String> unknown = client.get(server, "/b");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"code\":\"NOT_FOUND\",\"message\":\"nothing is served at this path\"}");
        HttpResponse<String> wrong = client.send(server, HttpClient.Version.HTTP_1_1, "POST", "/a", "x");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).contains("GET, HEAD");
        assertThat(client.get(server, "/a/%2e%2e/b").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyAboveTheLimitWhetherAnnouncedOrNot() {
        WebServer server = start(
                options().with(SMALL),
                Router.builder()
                        .post(
                                "/small",
                                request -> Response.text("" + request.body().length()))
                        .at(
                                "POST",
                                "/large",
                                1000,
                                request -> Response.text("" + request.body().length()))
                        .build());

        for (HttpClient.Version version : BOTH) {
            assertThat(client.send(server, version, "GET", "/version", "").version())
                    .isEqualTo(version);
            assertThat(client.send(server, version, "POST", "/small", "x".repeat(100))
                            .body())
                    .isEqualTo("100");
            HttpResponse<String> refused = client.send(server, version, "POST", "/small", "x".repeat(101));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("BODY_TOO_LARGE", "100 bytes");
            assertThat(client.send(server, version, "POST", "/large", "x".repeat(1000))
                            .body())
                    .isEqualTo("1000");
        }
        String chunked = client.raw(
                server,
                "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + "65\r\n" + "x".repeat(101)
                        + "\r\n0\r\n\r\n");
        assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("connection: close");
    }

    @Test
    void givesUpOnABodyThatDoesNotArrive() {
        WebServer server = start(
                options().with(SMALL),
                Router.builder().post("/a", _ -> Response.text("a")).build());

        String answer = client.raw(server, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nxxx");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("BODY_TOO_SLOW");
    }

    @Test
    void refusesHeadsThatAreTooLongOrBroken() {
        WebServer server = start(
                options().with(SMALL),
                Router.builder().get("/a", _ -> Response.text("a")).build());

        assertThat(client.raw(server, "GET /" + "a".repeat(2000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ");
        assertThat(client.raw(server, "GET /a HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(5000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(client.raw(server, "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void refusesMoreRequestsAtOnceThanItsLimitAndSaysWhenToComeBack() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        WebServer server = start(
                options().with(SMALL),
                Router.builder()
                        .get("/wait", _ -> {
                            entered.countDown();
                            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
                            return Response.text("done");
                        })
                        .build());
        List<CompletableFuture<HttpResponse<String>>> waiting =
                List.of(client.begin(server, "/wait"), client.begin(server, "/wait"));
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = client.get(server, "/wait");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.body()).contains("OVERLOADED");
        released.countDown();
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("done"));
        assertThat(client.get(server, "/wait").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAFaultOfAnEndpointWithTheRequestsIdAndNothingElse() {
        WebServer server = start(Router.builder()
                .get("/a", _ -> {
                    throw new IllegalStateException("the secret reason");
                })
                .build());

        HttpResponse<String> answer = client.get(server, "/a");

        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("INTERNAL", id).doesNotContain("secret reason");
    }

    @Test
    void takesForwardedHeadersFromTrustedProxiesOnly() {
        Router router = Router.builder()
                .get(
                        "/who",
                        request -> Response.text(request.client().address() + " "
                                + request.client().scheme() + " " + request.id()))
                .build();
        WebServer trusting = start(options().with(TrustedProxies.of(List.of("127.0.0.0/8"))), router);
        WebServer wary = start(router);
        String[] fields = {
            "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https", "X-Request-Id", "from-the-proxy"
        };

        assertThat(client.get(trusting, "/who", fields).body()).isEqualTo("203.0.113.7 https from-the-proxy");
        assertThat(client.get(wary, "/who", fields).body())
                .startsWith("127.0.0.1 http ")
                .doesNotContain("from-the");
    }

    @Test
    void refusesAHostThatIsNotItsOwn() {
        WebServer server = start(
                options().with(HostCheck.of(Set.of("Chat.example.com"))),
                Router.builder().get("/a", _ -> Response.text("a")).build());

        assertThat(client.raw(server, "GET /a HTTP/1.1\r\nHost: chat.example.com\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(client.raw(server, "GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("HOST_REFUSED");
        assertThat(client.raw(server, "GET /a HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 421 ");
    }

    @Test
    void handsARawPathOverOnTheEventLoop() {
        WebServer server = start(Router.builder()
                .raw(
                        "/ws",
                        (request, from) -> request.response()
                                .putHeader("x-from", from.address())
                                .end(Thread.currentThread().isVirtual() + " " + request.getHeader("upgrade"))
                                .onComplete(_ -> request.connection().close()))
                .build());

        String answer =
                client.raw(server, "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

        assertThat(answer).contains("x-from: 127.0.0.1").endsWith("false websocket");
    }

    @Test
    void namesThePortThatIsInUseAndWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
            Router router = Router.builder().build();
            WebServerOptions options = WebServerOptions.at("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> start(options, router))
                    .isInstanceOf(WebServerException.class)
                    .hasMessage("port " + taken.getLocalPort() + " on 127.0.0.1 is in use; stop the program that holds"
                            + " it, or choose another port (0 takes any free one)");
        }
        assertThatThrownBy(() -> start(
                        WebServerOptions.at("192.0.2.1", 0), Router.builder().build()))
                .hasMessage("192.0.2.1 is not an address of this machine; choose one that is");
    }

    @Test
    void givesEachServerAFreePortOfItsOwn() {
        WebServer first =
                start(Router.builder().get("/a", _ -> Response.text("first")).build());
        WebServer second =
                start(Router.builder().get("/a", _ -> Response.text("second")).build());

        assertThat(first.port()).isPositive().isNotEqualTo(second.port());
        assertThat(client.get(first, "/a").body()).isEqualTo("first");
        assertThat(client.get(second, "/a").body()).isEqualTo("second");
    }

    @Test
    void finishesWhatIsInFlightBeforeItStops() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        WebServer server = start(waiting(entered, released));
        CompletableFuture<HttpResponse<String>> answer = client.begin(server, "/wait");
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop(server, BOUND));
        TestClient.awaitRefusal(server.port());
        assertThat(stopped).isNotDone();
        released.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsWithinItsBoundWhenARequestDoesNotEnd() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        WebServer server = start(waiting(entered, released));
        CompletableFuture<HttpResponse<String>> answer = client.begin(server, "/wait");
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(stop(server, Duration.ofMillis(100))).isFalse();

        assertThat(answer.handle((_, fault) -> fault != null).get(20, TimeUnit.SECONDS))
                .isTrue();
        released.countDown();
    }

    private static Router waiting(CountDownLatch entered, CountDownLatch released) {
        return Router.builder()
                .get("/wait", _ -> {
                    entered.countDown();
                    assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
                    return Response.text("done");
                })
                .build();
    }

    private static boolean stop(WebServer server, Duration bound) {
        try {
            return server.stop(bound);
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    private static WebServerOptions options() {
        return WebServerOptions.at("127.0.0.1", 0);
    }

    private WebServer start(Router router) {
        return start(options(), router);
    }

    private WebServer start(WebServerOptions options, Router router) {
        return WebServer.start(
                loops,
                options,
                router,
                (method, route, status, _) -> observed.add(method + " " + route + " " + status));
    }
}
