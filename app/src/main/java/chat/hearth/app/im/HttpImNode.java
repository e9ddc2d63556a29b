package chat.hearth.app.im;

import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The IM node behind its server API. At most so many requests are under way; each has a deadline, and what
/// it answers a limit.
public final class HttpImNode implements ImNode, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_UNDER_WAY = 64;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int DONE = 0;
    private static final int INVALID = 251;
    private static final int NOT_THERE = 253;

    private final URI api;
    private final RequestSigner signer;
    private final Duration deadline;
    private final HttpClient client;
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);

    private record Answer(int code, String message, JsonNode result) {}

    /// @param api scheme, host and port of the server API
    /// @param deadline for each request, connecting included
    public HttpImNode(URI api, RequestSigner signer, Duration deadline) {
        this.api = api;
        this.signer = signer;
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    public Put putUser(UserId user, String name, String displayName, String portrait) {
        var answer = ask(
                "/admin/user/create",
                JSON.createObjectNode()
                        .put("userId", user.value())
                        .put("name", name)
                        .put("displayName", displayName)
                        .put("portrait", portrait));
        if (answer.code == DONE) {
            return Put.DONE;
        }
        if (answer.code == INVALID && isTaken(name, user)) {
            return Put.NAME_TAKEN;
        }
        throw refused("to make user " + user, answer);
    }

    @Override
    public Optional<String> token(UserId user, DeviceId device, int platform) {
        var answer = ask(
                "/admin/user/get_token",
                JSON.createObjectNode()
                        .put("userId", user.value())
                        .put("clientId", device.value())
                        .put("platform", platform));
        var token = answer.result.path("token");
        if (answer.code == NOT_THERE) {
            return Optional.empty();
        }
        if (answer.code != DONE || !token.isTextual()) {
            throw refused("a token for user " + user, answer);
        }
        return Optional.of(token.textValue());
    }

    /// The API has one number for everything that is wrong with a profile.
    private boolean isTaken(String name, UserId user) {
        var owner = ask("/admin/user/get_info", JSON.createObjectNode().put("name", name));
        return owner.code == DONE
                && !owner.result.path("userId").asText().isEmpty()
                && !owner.result.path("userId").asText().equals(user.value());
    }

    private Answer ask(String path, ObjectNode question) {
        try {
            if (!places.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ImNodeFailed("too many requests to the IM node are under way", null);
            }
            try {
                return read(send(path, JSON.writeValueAsBytes(question)));
            } finally {
                places.release();
            }
        } catch (IOException e) {
            throw new ImNodeFailed("the IM node at " + api + " did not answer " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImNodeFailed("interrupted while the IM node was asked", e);
        }
    }

    private HttpResponse<byte[]> send(String path, byte[] body) throws IOException, InterruptedException {
        var uri = api.resolve(path);
        var request = HttpRequest.newBuilder(uri)
                .timeout(deadline)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.headers("POST", uri, body).forEach(request::header);
        return client.send(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    }

    private Answer read(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new ImNodeFailed(
                    "the IM node at " + api + " does not accept this server's key (HTTP " + status
                            + "); check that both have the same key and the same time",
                    null);
        }
        if (status != OK) {
            throw new ImNodeFailed("the IM node at " + api + " answered HTTP " + status, null);
        }
        var envelope = JSON.readTree(response.body());
        if (envelope == null || !envelope.path("code").isInt()) {
            throw new ImNodeFailed("what answers at " + api + " is not the server API of an IM node", null);
        }
        return new Answer(envelope.path("code").intValue(), envelope.path("msg").asText(), envelope.path("result"));
    }

    private static ImNodeFailed refused(String what, Answer answer) {
        return new ImNodeFailed("the IM node refused " + what + ": " + answer.code + " " + answer.message, null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
