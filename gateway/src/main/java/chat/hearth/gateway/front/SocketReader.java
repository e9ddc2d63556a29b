package chat.hearth.gateway.front;

import chat.hearth.protocol.v1.CloseCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import org.jspecify.annotations.Nullable;

/// The last handler of a WebSocket's pipeline: turns frames into messages for the listener and answers
/// control frames.
final class SocketReader extends ChannelInboundHandlerAdapter {
    private final ClientSocket socket;
    private final SocketListener listener;
    private @Nullable Fragments fragments;

    SocketReader(ClientSocket socket, SocketListener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof WebSocketFrame frame) {
                take(ctx, frame);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void take(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            socket.goodbyeHeard(close.statusCode());
            return;
        }
        // A client that is being closed no longer counts as heard from, or one that never answers would stay.
        if (socket.isGoodbyeSaid()) {
            return;
        }
        listener.heard();
        switch (frame) {
            case PingWebSocketFrame ping -> socket.pong(ping.content());
            case PongWebSocketFrame _ -> {}
            case ContinuationWebSocketFrame part -> join(part);
            default -> begin(ctx, frame);
        }
    }

    private void begin(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (Opcode.carrying(socket.encoding()) != Opcode.of(frame)) {
            listener.close(
                    CloseCode.FRAME_UNREADABLE_VALUE,
                    "wrong kind of frame for " + socket.encoding().subprotocol());
        } else if (frame.content().readableBytes() > listener.messageBytes()) {
            refuseAsTooLarge();
        } else if (frame.isFinalFragment()) {
            listener.message(frame.content());
        } else {
            fragments = new Fragments(ctx.alloc(), listener.messageBytes());
            join(frame);
        }
    }

    private void join(WebSocketFrame part) {
        Fragments started = fragments;
        if (started == null || !started.add(part.content())) {
            dropFragments();
            refuseAsTooLarge();
        } else if (part.isFinalFragment()) {
            listener.message(started.joined());
            dropFragments();
        }
    }

    private void refuseAsTooLarge() {
        listener.close(
                CloseCode.FRAME_TOO_LARGE_VALUE,
                "at most " + listener.messageBytes() + " bytes are taken at this point");
    }

    private void dropFragments() {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            listener.writable();
        }
    }

    /// The HTTP server's shutdown reaches this channel too, since it stays in the server's group of channels.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) {
            listener.close(CloseCode.NODE_STOPPING_VALUE, "the node is stopping");
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        dropFragments();
        listener.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof CorruptedWebSocketFrameException corrupt)) {
            var _ = ctx.close();
            return;
        }
        socket.deafen();
        if (corrupt.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            refuseAsTooLarge();
        } else {
            listener.close(corrupt.closeStatus().code(), String.valueOf(corrupt.getMessage()));
        }
    }
}
