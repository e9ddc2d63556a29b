package chat.hearth.gateway.front;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/// Serves WebSockets on some paths of a Vert.x HTTP server: the server's `connectionHandler`, set before it
/// listens. Meant for a server without a `webSocketHandler` and without h2c, which are not tested beside it.
public final class WebSocketFront implements Handler<HttpConnection> {
    private final Set<String> paths;
    private final HandOver handOver;

    public WebSocketFront(Set<String> paths, SocketAcceptor acceptor, SocketLimits limits) {
        this.paths = Set.copyOf(paths);
        this.handOver = new HandOver(acceptor, limits);
    }

    @Override
    public void handle(HttpConnection connection) {
        if (connection.protocolVersion() != HttpVersion.HTTP_2) {
            VertxPipeline.of(connection)
                    .addBefore(VertxPipeline.CONNECTION, "webSocketUpgrade", new WebSocketUpgrade(paths, handOver));
        }
    }
}
