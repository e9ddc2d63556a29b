package chat.hearth.gateway.front;

import chat.hearth.core.outcome.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;

/// Turns the pipeline of a Vert.x HTTP/1.1 connection into that of a WebSocket: TLS if there was any, Netty's
/// frame decoder, and a [SocketReader]. Nothing of Vert.x stays in the pipeline or is reachable from it.
final class HandOver {
    private final SocketAcceptor acceptor;
    private final SocketLimits limits;
    private final WebSocketDecoderConfig decoding;

    HandOver(SocketAcceptor acceptor, SocketLimits limits) {
        this.acceptor = acceptor;
        this.limits = limits;
        // The decoder may not answer a violation itself: it would write a frame object, and there is no encoder.
        this.decoding = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .maxFramePayloadLength(limits.messageBytes())
                .closeOnProtocolViolation(false)
                .build();
    }

    Outcome<Function<ClientSocket, SocketListener>> judge(HttpRequest opening, Channel channel) {
        return acceptor.judge(opening, channel);
    }

    /// To be called on the event loop when the end of the opening request has been read, and no answer is
    /// outstanding.
    void take(Channel channel, Handshake.Accepted accepted, Function<ClientSocket, SocketListener> listening)
            throws Exception {
        ChannelPipeline pipeline = channel.pipeline();
        endForVertx(pipeline);
        strip(pipeline);
        channel.config().setAutoRead(true);
        channel.config().setWriteBufferWaterMark(limits.unsent());
        var _ = channel.write(ByteBufUtil.writeAscii(channel.alloc(), answer(accepted)), channel.voidPromise());
        ClientSocket socket = new ClientSocket(channel, accepted.encoding());
        SocketListener listener = listening.apply(socket);
        pipeline.addLast(new WebSocket13FrameDecoder(decoding), new SocketReader(socket, listener));
        // After all others: on leaving, the HTTP decoder passes on the bytes that followed the opening, to the frame
        // decoder.
        pipeline.remove(VertxPipeline.HTTP_DECODER);
        channel.flush();
    }

    /// Lets Vert.x close its books on the connection (metrics, close handlers) while the channel lives on.
    private static void endForVertx(ChannelPipeline pipeline) throws Exception {
        ChannelHandlerContext vertx = pipeline.context(VertxPipeline.CONNECTION);
        ((ChannelInboundHandler) vertx.handler()).channelInactive(vertx);
    }

    /// Removes all but TLS and the HTTP decoder: encoder, compression, idle timeouts, chunked writes, and
    /// Vert.x's own.
    private static void strip(ChannelPipeline pipeline) {
        pipeline.toMap().forEach((name, handler) -> {
            if (!(handler instanceof SslHandler) && !name.equals(VertxPipeline.HTTP_DECODER)) {
                pipeline.remove(name);
            }
        });
    }

    private static String answer(Handshake.Accepted accepted) {
        return "HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accepted.acceptKey() + "\r\n"
                + "Sec-WebSocket-Protocol: " + accepted.encoding().subprotocol() + "\r\n\r\n";
    }
}
