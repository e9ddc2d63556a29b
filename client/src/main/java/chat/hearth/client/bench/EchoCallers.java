package chat.hearth.client.bench;

import chat.hearth.client.wire.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The other side of [RawEcho]: bare sockets on the generator's loops, each sending again what came back.
final class EchoCallers implements AutoCloseable {
    private static final int MAX_HANDSHAKE_BYTES = 8192;

    private final Bootstrap bootstrap;
    private final LongAdder echoes = new LongAdder();
    private final List<Channel> channels = new ArrayList<>();
    private final byte[] payload;
    private final int port;
    private int window;

    EchoCallers(Transport transport, int port, int bytes) {
        this.port = port;
        this.payload = new byte[bytes];
        this.bootstrap = transport.bootstrap().handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                var config = WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(URI.create("ws://localhost:" + port + "/ws"))
                        .build();
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                                new FlushConsolidationHandler(64, true),
                                new WebSocketClientProtocolHandler(config),
                                new Again());
            }
        });
    }

    void open(int connections, int messagesEach) throws InterruptedException {
        window = messagesEach;
        for (int i = 0; i < connections; i++) {
            channels.add(bootstrap
                    .connect(InetAddress.getLoopbackAddress(), port)
                    .sync()
                    .channel());
        }
    }

    long echoes() {
        return echoes.sum();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
    }

    private final class Again extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                for (int i = 0; i < window; i++) {
                    send(context);
                }
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            echoes.increment();
            send(context);
        }

        private void send(ChannelHandlerContext context) {
            // Masking writes into the buffer, so each message needs its own.
            ByteBuf copy = Unpooled.copiedBuffer(payload);
            var _ = context.writeAndFlush(new BinaryWebSocketFrame(copy), context.voidPromise());
        }
    }
}
