package chat.hearth.client.wire;

import chat.hearth.protocol.Encoding;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;

/// Opens WebSockets on Netty: sub-protocol of the encoding, no Origin (no ambient credential exists), no
/// extensions. Server pings are answered by the codec.
///
/// @param handshakeMs a socket that is not open after this is given up
public record WebSocketDialer(Transport transport, NettyLoop loop, Encoding encoding, long handshakeMs)
        implements Dialer {
    private static final int MAX_HANDSHAKE_BYTES = 8192;
    /// Four times what the protocol allows a server, so that a limit raised by configuration still fits.
    static final int MAX_FRAME_BYTES = 1 << 20;

    private static final int FLUSH_AFTER_WRITES = 64;

    @Override
    public void dial(URI url, LinkEvents events) {
        var link = new WebSocketLink(encoding, loop, events);
        try {
            var config = config(url);
            var site = Site.of(url);
            transport
                    .bootstrap(loop)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            assemble(channel, site, config, link);
                        }
                    })
                    .connect(site.host(), site.port())
                    .addListener((ChannelFuture connected) -> {
                        if (!connected.isSuccess()) {
                            link.end(new Ending.Lost("no connection to " + url + ": " + connected.cause()));
                        }
                    });
        } catch (IllegalArgumentException e) {
            link.end(new Ending.Lost("no WebSocket address: " + url));
        }
    }

    private void assemble(SocketChannel channel, Site site, WebSocketClientProtocolConfig config, WebSocketLink link) {
        var pipeline = channel.pipeline();
        if (site.isSecure()) {
            pipeline.addLast(transport.trust().newHandler(channel.alloc(), site.host(), site.port()));
        }
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                new FlushConsolidationHandler(FLUSH_AFTER_WRITES, true),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(MAX_FRAME_BYTES),
                link);
    }

    private WebSocketClientProtocolConfig config(URI url) {
        var headers = new DefaultHttpHeaders().set(HttpHeaderNames.USER_AGENT, "hearth-java");
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(url)
                .subprotocol(encoding.subprotocol())
                .customHeaders(headers)
                .generateOriginHeader(false)
                .allowExtensions(false)
                .maxFramePayloadLength(MAX_FRAME_BYTES)
                .handshakeTimeoutMillis(handshakeMs)
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .build();
    }
}
