package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final int PLACES = 3;

    private final EventLoops loops = EventLoops.start(2);
    private final TestClient client = new TestClient();
    private final CountDownLatch entered = new CountDownLatch(PLACES);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void end() {
        client.close();
        loops.close();
    }

    @Test
    void keepsWhatWaitsLongApartFromTheRest() throws Exception {
        WebServer server = start();
        List<CompletableFuture<HttpResponse<String>>> waiting = fill(server);

        assertThat(client.get(server, "/quick").body()).isEqualTo("quick");
        HttpResponse<String> refused = client.get(server, "/wait/too");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("OVERLOADED");

        released.countDown();
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("done"));
        assertThat(client.get(server, "/wait/too").body()).isEqualTo("done");
    }

    @Test
    void isWaitedForWhenTheServerStops() throws Exception {
        WebServer server = start();
        List<CompletableFuture<HttpResponse<String>>> waiting = fill(server);

        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop(server));
        TestClient.awaitRefusal(server.port());
        assertThat(stopped).isNotDone();
        released.countDown();

        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("done"));
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesItsRouteATimeForTheBody() {
        WebServer server = start();

        String answer = client.raw(server, "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nxxx");

        assertThat(answer).startsWith("HTTP/1.1 408 ");
    }

    private List<CompletableFuture<HttpResponse<String>>> fill(WebServer server) throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.of("/wait/a", "/wait/b", "/other")
                .map(path -> client.begin(server, path))
                .toList();
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        return waiting;
    }

    private WebServer start() {
        RouteLimits limits = RouteLimits.standard().on(Lane.of(PLACES));
        Endpoint wait = _ -> {
            entered.countDown();
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            return Response.text("done");
        };
        Router router = Router.builder()
                .get("/quick", _ -> Response.text("quick"))
                .below("GET", "/wait/", limits, wait)
                .at("GET", "/other", limits, wait)
                .at(
                        "POST",
                        "/slow",
                        RouteLimits.body(100).within(Duration.ofMillis(100)),
                        _ -> Response.text("in time"))
                .build();
        HttpLimits one = new HttpLimits(1024, 2048, 100, Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
        return WebServer.start(loops, WebServerOptions.at("127.0.0.1", 0).with(one), router, RequestObserver.none());
    }

    private static boolean stop(WebServer server) {
        try {
            return server.stop(Duration.ofSeconds(20));
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }
}
