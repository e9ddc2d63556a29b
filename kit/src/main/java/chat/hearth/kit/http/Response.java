package chat.hearth.kit.http;

import chat.hearth.kit.json.JsonText;

/// An answer with its whole body.
public record Response(int status, Headers headers, Body body) {
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
    }

    /// A status alone.
    public static Response empty(int status) {
        return new Response(status, Headers.none(), Body.empty());
    }

    /// 200 with a JSON text.
    public static Response json(String json) {
        return json(200, json);
    }

    public static Response json(int status, String json) {
        return of(status, JSON, Body.of(json));
    }

    /// 200 with plain text.
    public static Response text(String text) {
        return of(200, "text/plain; charset=utf-8", Body.of(text));
    }

    public static Response of(int status, String contentType, Body body) {
        return new Response(status, Headers.none().with(CONTENT_TYPE, contentType), body);
    }

    /// The envelope of every refusal and fault: `{"code": "…", "message": "…"}`.
    public static Response error(int status, String code, String message) {
        return json(status, "{\"code\":" + JsonText.quoted(code) + ",\"message\":" + JsonText.quoted(message) + "}");
    }

    /// This answer with one header field set.
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /// This answer with one more value of a header field, for `Set-Cookie`.
    public Response plus(String name, String value) {
        return new Response(status, headers.plus(name, value), body);
    }
}
