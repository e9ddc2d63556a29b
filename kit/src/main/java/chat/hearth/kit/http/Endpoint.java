package chat.hearth.kit.http;

/// Answers requests in blocking code, on a virtual thread of each request's own.
///
/// What it throws is logged with the request's id and answered as 500 with that id. Its waits are its own to
/// bound.
@FunctionalInterface
public interface Endpoint {
    Response handle(Request request) throws InterruptedException;
}
