package chat.hearth.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// Ends a connection so that its client gets to read the answer.
///
/// Closing a socket with unread input makes TCP discard what the client has not read yet (RFC 9112 section
/// 9.6). So the input is read and dropped until the request ends, for a bounded time.
final class Lingering {
    private static final long MOST_MS = 2000;

    /// HTTP/2 error code NO_ERROR: the answer is complete, the rest of the request is not needed.
    private static final long NO_ERROR = 0;

    private Lingering() {}

    /// Closes after the answer that has just been written; on HTTP/2 only the request's stream.
    static void close(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            end(request);
            return;
        }
        long timer = vertx.setTimer(MOST_MS, _ -> end(request));
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
        request.handler(_ -> {});
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            end(request);
        });
    }

    private static void end(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }
}
