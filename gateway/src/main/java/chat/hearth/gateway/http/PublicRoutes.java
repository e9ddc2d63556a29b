package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.session.Admission;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import chat.hearth.protocol.v1.ErrorCode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The paths of an IM node on the public port, besides the WebSocket.
///
/// @param notReady why the node can't serve now; null = it can
public record PublicRoutes(
        Admission admission,
        NodeDescription node,
        InstantSource clock,
        Supplier<@Nullable PublicOrigins> origins,
        Supplier<@Nullable String> notReady) {

    /// Adds the routes.
    public void addTo(Router.Builder router) {
        router.post("/route", new RouteEndpoint(admission, node, origins));
        router.get("/api/version", _ -> version());
        addProbes(router);
        // Every opening that may be one is taken before it gets here.
        router.get(
                PublicOrigins.WEB_SOCKET_PATH,
                _ -> Answers.refused(Refusal.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "A WebSocket is opened over HTTP/1.1, on a connection without an unanswered request.")));
    }

    /// Adds only `/api/live` and `/api/ready`.
    public void addProbes(Router.Builder router) {
        router.get("/api/live", _ -> Response.json("{\"live\":true}"));
        router.get("/api/ready", _ -> ready());
    }

    private Response version() {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("name", "hearth");
        answer.put("version", node.version());
        answer.put("node", node.node());
        answer.put("environment", node.environment());
        answer.put("timeMs", clock.millis());
        return Answers.ok(answer);
    }

    private Response ready() {
        var reason = notReady.get();
        return reason == null
                ? Response.json("{\"ready\":true}")
                : Answers.refused(Refusal.of(ErrorCode.UNAVAILABLE, reason));
    }
}
