package chat.hearth.gateway.front;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/// All that Hearth knows of how Vert.x 5 lays out the pipeline of an HTTP/1.x connection. Vert.x promises
/// none of it;
/// `HandOverTest` tells when it changes.
final class VertxPipeline {

    static final String HTTP_DECODER = "httpDecoder";
    static final String CONNECTION = "handler";

    private VertxPipeline() {}

    /// The pipeline of an HTTP/1.x connection.
    static ChannelPipeline of(HttpConnection connection) {
        if (connection instanceof VertxConnection vertx) {
            ChannelPipeline pipeline = vertx.channel().pipeline();
            if (pipeline.get(HTTP_DECODER) != null && pipeline.get(CONNECTION) != null) {
                return pipeline;
            }
        }
        throw new IllegalStateException("this version of Vert.x lays out its HTTP pipeline differently: " + connection);
    }
}
