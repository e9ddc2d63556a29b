package chat.hearth.gateway.front;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;

/// Serves WebSockets on one path of a Vert.x HTTP server: the server's `connectionHandler`, set before it
/// listens. Meant for a server without a `webSocketHandler` and without h2c, which are not tested beside it.
public final class WebSocketFront implements Handler<HttpConnection> {
    private final String path;
    private final HandOver handOver;

    public WebSocketFront(String path, SocketAcceptor acceptor, SocketLimits limits) {
        this.path = path;
        this.handOver = new HandOver(acceptor, limits);
    }

    @Override
    public void handle(HttpConnection connection) {
        if (connection.protocolVersion() != HttpVersion.HTTP_2) {
            VertxPipeline.of(connection)
                    .addBefore(VertxPipeline.CONNECTION, "webSocketUpgrade", new WebSocketUpgrade(path, handOver));
        }
    }
}
