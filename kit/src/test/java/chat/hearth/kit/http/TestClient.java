package chat.hearth.kit.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Talks to a server under test, with every wait bounded.
final class TestClient implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(BOUND).build();

    HttpResponse<String> get(WebServer server, String path, String... fields) {
        HttpRequest.Builder request = request(server, path);
        if (fields.length > 0) {
            request.headers(fields);
        }
        return send(request.build());
    }

    HttpResponse<String> send(WebServer server, HttpClient.Version version, String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(
                request(server, path).version(version).method(method, publisher).build());
    }

    CompletableFuture<HttpResponse<String>> begin(WebServer server, String path) {
        return client.sendAsync(
                request(server, path).version(HttpClient.Version.HTTP_1_1).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Sends bytes as they are and reads until the server closes.
    String raw(WebServer server, String text) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(Math.toIntExact(BOUND.toMillis()));
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    /// Connects until the port refuses.
    static void awaitRefusal(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                TimeUnit.MILLISECONDS.sleep(socket.isConnected() ? 5 : 0);
            } catch (ConnectException _) {
                return;
            }
        }
        throw new AssertionError("port " + port + " still accepts");
    }

    private static HttpRequest.Builder request(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(BOUND);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
