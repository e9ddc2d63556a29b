package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Outcome.Done;
import chat.hearth.core.outcome.Outcome.Refused;
import chat.hearth.core.session.Admission;
import chat.hearth.gateway.connection.Opening;
import chat.hearth.kit.http.Endpoint;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `POST /route`: the bearer of an IM token learns where to connect, and gets a ticket for it.
final class RouteEndpoint implements Endpoint {
    private static final String BEARER = "bearer ";

    private final Admission admission;
    private final NodeDescription node;
    private final Supplier<@Nullable PublicOrigins> origins;

    /// Null origins: the node does not know yet where it is reached.
    RouteEndpoint(Admission admission, NodeDescription node, Supplier<@Nullable PublicOrigins> origins) {
        this.admission = admission;
        this.node = node;
        this.origins = origins;
    }

    @Override
    public Response handle(Request request) {
        var known = origins.get();
        if (known == null) {
            return Answers.refused(Starting.REFUSAL);
        }
        var client = request.client();
        var opening = known.judge(request.headers().all("origin"), client.scheme(), client.host());
        return switch (opening) {
            case Refused<Opening>(var refusal) -> Answers.refused(refusal);
            case Done<Opening>(var from) -> Answers.unlessTheStoreFails(() -> ticket(request, from));
        };
    }

    private Response ticket(Request request, Opening from) {
        var issued = token(request).then(token -> admission.route(token, from.origin()));
        return switch (issued) {
            case Refused<Admission.Issued>(var refusal) -> Answers.refused(refusal);
            case Done<Admission.Issued>(var ticket) -> Answers.ok(answer(ticket, from));
        };
    }

    private static Outcome<String> token(Request request) {
        var field = request.headers().first("authorization");
        return field != null && field.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Outcome.done(field.substring(BEARER.length()).strip())
                : Outcome.refused(ErrorCode.TOKEN_INVALID, "Authorization: Bearer with an IM token is required.");
    }

    private Map<String, Object> answer(Admission.Issued ticket, Opening from) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("node", node.node());
        answer.put(
                "endpoints",
                from.endpoints().stream()
                        .map(endpoint -> Map.of("url", endpoint.getUrl()))
                        .toList());
        answer.put("files", Map.of("url", from.files()));
        answer.put("ticket", ticket.ticket());
        answer.put("expiresInS", ticket.expiresInS());
        answer.put("limits", node.limits());
        return answer;
    }
}
