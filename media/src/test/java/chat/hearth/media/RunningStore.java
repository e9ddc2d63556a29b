package chat.hearth.media;

import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.media.http.MediaRoutes;
import chat.hearth.media.upload.UploadLimits;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/// A file store on a real port, and what its clients do. Every wait is bounded.
public final class RunningStore implements AutoCloseable {
    public static final int CHUNK = 1000;
    public static final int MAX_FILE = 100_000;
    public static final UserId ALICE = new UserId("alice");

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final EventLoops loops = EventLoops.start(2);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(BOUND).build();
    private final MediaOptions options;
    private MediaServer media;
    private WebServer server;

    public final GrantKey key = new GrantKey(new byte[GrantKey.BYTES]);
    public final MutableClock clock = new MutableClock();

    public RunningStore(Path folder) {
        this(folder, new UploadLimits(MAX_FILE, 10, 3, 0, Duration.ofHours(24)));
    }

    public RunningStore(Path folder, UploadLimits limits) {
        options = new MediaOptions(folder, limits, new MediaRoutes.Traffic(CHUNK, 8, 8));
        media = MediaServer.open(options, key, clock);
        server = serve();
    }

    /// Stops and starts on the same folder.
    public void restart() {
        server.close();
        media.close();
        media = MediaServer.open(options, key, clock);
        server = serve();
    }

    public FileGrant.Upload upload(String name, long size, String type) {
        return new FileGrant.Upload(
                FileId.random(new SecureRandom()), "g:team", ALICE, name, size, type, inMinutes(10));
    }

    public FileGrant.Download download(FileGrant.Upload stored) {
        return new FileGrant.Download(stored.file(), stored.scope(), ALICE, inMinutes(5));
    }

    public long inMinutes(int minutes) {
        return clock.millis() + Duration.ofMinutes(minutes).toMillis();
    }

    public HttpResponse<byte[]> begin(FileGrant grant) {
        return send(request("/files/uploads")
                .header("Authorization", "Bearer " + key.sign(grant))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    public HttpResponse<byte[]> append(FileGrant grant, long offset, byte[] chunk) {
        return send(request("/files/uploads/" + grant.file())
                .header("Authorization", "Bearer " + key.sign(grant))
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(chunk)));
    }

    public HttpResponse<byte[]> stand(FileGrant grant) {
        return send(request("/files/uploads/" + grant.file())
                .header("Authorization", "Bearer " + key.sign(grant))
                .HEAD());
    }

    /// Begins, sends all chunks, and answers the grant.
    public FileGrant.Upload store(String name, String type, byte[] bytes) {
        var grant = upload(name, bytes.length, type);
        begin(grant);
        for (int at = 0; at < bytes.length; at += CHUNK) {
            var answer = append(grant, at, Arrays.copyOfRange(bytes, at, Math.min(at + CHUNK, bytes.length)));
            if (answer.statusCode() != 204) {
                throw new AssertionError(text(answer));
            }
        }
        return grant;
    }

    public HttpResponse<byte[]> read(FileGrant grant, String... fields) {
        return get("/files/" + grant.file() + "?grant=" + key.sign(grant), fields);
    }

    public HttpResponse<byte[]> get(String path, String... fields) {
        var request = request(path);
        if (fields.length > 0) {
            request.headers(fields);
        }
        return send(request);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(BOUND);
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    /// Sends the head of a request and some of its body, and hangs up.
    public void breakOff(String head, byte[] start) {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(start);
            socket.getOutputStream().flush();
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static String field(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private WebServer serve() {
        var router = Router.builder();
        media.mount(router);
        return WebServer.start(loops, WebServerOptions.at("127.0.0.1", 0), router.build(), RequestObserver.none());
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        media.close();
        loops.close();
    }
}
