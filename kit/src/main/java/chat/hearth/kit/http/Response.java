package chat.hearth.kit.http;

import chat.hearth.kit.json.JsonText;
import org.jspecify.annotations.Nullable;

/// An answer with its whole body, or with a part of a file for one.
///
/// @param body empty where a file is sent
/// @param file sent piece by piece instead of a body; null for none
public record Response(
        int status, Headers headers, Body body, @Nullable FileRange file) {
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
    }

    public Response(int status, Headers headers, Body body) {
        this(status, headers, body, null);
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

    /// A part of a file; see [FileRange] for who closes it.
    public static Response file(int status, String contentType, FileRange file) {
        return new Response(status, Headers.none().with(CONTENT_TYPE, contentType), Body.empty(), file);
    }

    /// The envelope of every refusal and fault: `{"code": "…", "message": "…"}`.
    public static Response error(int status, String code, String message) {
        return json(status, "{\"code\":" + JsonText.quoted(code) + ",\"message\":" + JsonText.quoted(message) + "}");
    }

    /// This answer with one header field set.
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body, file);
    }

    /// This answer with one more value of a header field, for `Set-Cookie`.
    public Response plus(String name, String value) {
        return new Response(status, headers.plus(name, value), body, file);
    }

    long length() {
        return file == null ? body.length() : file.length();
    }

    /// Closes what was to be sent.
    void discard() {
        if (file != null) {
            file.close();
        }
    }
}
