package chat.hearth.kit.http;

import java.util.Set;

/// The answers that the server gives by itself, before or instead of an endpoint.
final class Refusals {
    private static final String RETRY_AFTER = "retry-after";
    private static final String INVALID = "INVALID_ARGUMENT";

    private Refusals() {}

    static Response notFound() {
        return Response.error(404, "NOT_FOUND", "nothing is served at this path");
    }

    static Response wrongMethod(Set<String> allowed) {
        return Response.error(405, "METHOD_NOT_ALLOWED", "this path takes " + String.join(", ", allowed))
                .with("allow", String.join(", ", allowed));
    }

    static Response malformed() {
        return Response.error(400, INVALID, "the path or the Host field is malformed");
    }

    static Response unreadable(int status) {
        return Response.error(status, INVALID, "the request's head is malformed or too long");
    }

    static Response hostRefused(String host) {
        String message = host.isEmpty() ? "the request has no Host" : "Host " + host + " is not a name of this server";
        return Response.error(421, "HOST_REFUSED", message);
    }

    static Response bodyTooLarge(int limit) {
        return Response.error(413, "BODY_TOO_LARGE", "the body is larger than " + limit + " bytes");
    }

    static Response bodyTooSlow() {
        return Response.error(408, "BODY_TOO_SLOW", "the body did not arrive in time");
    }

    static Response overloaded() {
        return Response.error(503, "OVERLOADED", "too many requests at once").with(RETRY_AFTER, "1");
    }

    static Response stopping() {
        return Response.error(503, "UNAVAILABLE", "the server is stopping").with(RETRY_AFTER, "1");
    }

    static Response internal(String id) {
        return Response.error(500, "INTERNAL", "a fault of the server, logged as request " + id);
    }
}
