/// A small HTTP server: event loops take requests in, virtual threads answer them in plain blocking code.
///
/// ```
///   socket ─▶ PROXY header, TLS, where configured ─▶ Exchange (event loop)
///               path, Host, route ── refused ─▶ error answer
///               raw route ────────────────────▶ RawEndpoint (event loop, owns the request from here)
///               Admission or Lane ── full ────▶ 503 with Retry-After
///               BodyReader ── limit, deadline ▶ 413, 408
///               Endpoint (virtual thread) ────▶ Response ─▶ event loop ─▶ socket
///                                    a file: read in pieces on that thread ─▶ event loop ─▶ socket
/// ```
///
/// Not here: what the paths mean, WebSocket, where certificates come from ([chat.hearth.kit.tls]). Invariant: no
/// endpoint runs on an event loop,
/// every request is answered exactly once or its connection is closed, and forwarded headers count only from
/// trusted proxies.
@NullMarked
package chat.hearth.kit.http;

import org.jspecify.annotations.NullMarked;
