package chat.hearth.app;

import chat.hearth.app.fake.CountedHash;
import chat.hearth.app.fake.FakeImNode;
import chat.hearth.app.fake.MutableClock;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.HttpLimits;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// An app server on a real port, with few places, and what a browser does with it. Every wait is bounded.
final class RunningApp implements AutoCloseable {
    static final int PLACES = 8;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final EventLoops loops = EventLoops.start(2);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(BOUND).build();
    private final WebServer server;

    final FakeImNode im = new FakeImNode();
    final MutableClock clock = new MutableClock();
    final CountedHash hash = new CountedHash();
    final AppServer app;

    RunningApp(AppOptions options) {
        app = AppServer.open(options, im, clock, hash);
        var router = Router.builder();
        app.mount(router);
        var limits = new HttpLimits(8192, 16_384, 1 << 20, BOUND, Duration.ofSeconds(75), PLACES);
        server = WebServer.start(
                loops, WebServerOptions.at("127.0.0.1", 0).with(limits), router.build(), RequestObserver.none());
    }

    static RunningApp in(Path folder) {
        return new RunningApp(new AppOptions(folder.resolve("app.db"), true, false));
    }

    /// One answer.
    record Answer(HttpResponse<String> http) {
        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException fault) {
                throw new AssertionError(http.body(), fault);
            }
        }

        int code() {
            return json().path("code").asInt(-1);
        }

        String result(String name) {
            return json().path("result").path(name).asText();
        }

        String field(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /// Name and value of the cookie it sets.
        String cookie() {
            return field("set-cookie").split(";", 2)[0];
        }
    }

    Answer post(String path, String json, String... fields) {
        return send(request(path, fields)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer get(String path, String... fields) {
        return send(request(path, fields));
    }

    CompletableFuture<Answer> begin(String path, String... fields) {
        return client.sendAsync(
                        request(path, fields)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    HttpRequest.Builder request(String path, String... fields) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(55));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    boolean stop() throws InterruptedException {
        return server.stop(BOUND);
    }

    @Override
    public void close() {
        client.shutdownNow();
        app.drain();
        server.close();
        app.close();
        loops.close();
    }
}
