package chat.hearth.kit.http;

import io.vertx.core.http.HttpServerRequest;

/// Takes a request over on its event loop, before any byte of a body is read; it may not block.
///
/// Path, Host and client address have been checked. Everything else, the answer and the connection included,
/// is the endpoint's own: neither the limit of concurrent requests nor the drain of a stop counts it.
@FunctionalInterface
public interface RawEndpoint {
    void take(HttpServerRequest request, Client client);
}
