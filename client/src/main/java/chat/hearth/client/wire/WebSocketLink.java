package chat.hearth.client.wire;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.UnreadableFrame;
import chat.hearth.protocol.v1.Request;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/// A [Link] at the end of a Netty pipeline.
final class WebSocketLink extends SimpleChannelInboundHandler<WebSocketFrame> implements Link {
    /// Before `hello` a server reads no larger frame.
    private static final int FIRST_FRAME_LIMIT = 4096;

    private final Encoding encoding;
    private final ClientLoop loop;
    private final LinkEvents events;
    private @Nullable Channel channel;
    private long lastHeardNanos;
    private int frameLimit = FIRST_FRAME_LIMIT;
    private boolean hasEnded;

    WebSocketLink(Encoding encoding, ClientLoop loop, LinkEvents events) {
        this.encoding = encoding;
        this.loop = loop;
        this.events = events;
        this.lastHeardNanos = loop.nanoTime();
    }

    /// Tells the end once, whoever notices first.
    void end(Ending why) {
        if (!hasEnded) {
            hasEnded = true;
            events.ended(why);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !hasEnded) {
            events.opened(this);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            end(new Ending.Lost("the WebSocket handshake took too long"));
            var _ = context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (hasEnded) {
            return;
        }
        switch (frame) {
            case CloseWebSocketFrame close -> {
                end(new Ending.Closed(close.statusCode(), close.reasonText()));
                var _ = context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                        .addListener(ChannelFutureListener.CLOSE);
            }
            case BinaryWebSocketFrame _, TextWebSocketFrame _ -> read(frame);
            default -> {}
        }
    }

    private void read(WebSocketFrame frame) {
        try {
            events.received(encoding.decodeServerFrame(ByteBufUtil.getBytes(frame.content())));
        } catch (UnreadableFrame e) {
            end(new Ending.Lost("the server sent a frame that is not " + encoding.subprotocol() + ": " + e));
            closeChannel();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastHeardNanos = loop.nanoTime();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(new Ending.Lost("the connection broke"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(new Ending.Lost(cause.toString()));
        var _ = context.close();
    }

    @Override
    public boolean send(Request request) {
        var bytes = encoding.encode(request);
        if (bytes.length > frameLimit) {
            return false;
        }
        if (channel != null && !hasEnded) {
            var content = Unpooled.wrappedBuffer(bytes);
            var frame = switch (encoding) {
                case PROTO -> new BinaryWebSocketFrame(content);
                case JSON -> new TextWebSocketFrame(content);
            };
            var _ = channel.writeAndFlush(frame, channel.voidPromise());
        }
        return true;
    }

    @Override
    public void limitFrames(int bytes) {
        frameLimit = bytes;
    }

    @Override
    public void close() {
        if (channel != null) {
            var _ = channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(ChannelFutureListener.CLOSE);
        }
        end(new Ending.Left());
    }

    @Override
    public void cut() {
        if (channel != null) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        closeChannel();
        end(new Ending.Lost("cut"));
    }

    @Override
    public void reading(boolean isReading) {
        if (channel != null) {
            channel.config().setAutoRead(isReading);
        }
    }

    @Override
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    private void closeChannel() {
        if (channel != null) {
            var _ = channel.close();
        }
    }
}
