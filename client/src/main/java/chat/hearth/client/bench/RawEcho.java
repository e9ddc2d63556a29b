package chat.hearth.client.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The barest server: one event loop that sends each WebSocket message back to whom it came from.
final class RawEcho implements AutoCloseable {
    private static final int MAX_HANDSHAKE_BYTES = 8192;

    private final IoEventLoopGroup group;
    private final Channel listening;

    RawEcho() throws InterruptedException {
        boolean isEpoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(1, isEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        listening = new ServerBootstrap()
                .group(group)
                .channel(isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                                        new FlushConsolidationHandler(64, true),
                                        new WebSocketServerProtocolHandler("/ws"),
                                        new Back());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /// Echoes per second with so many connections, each with so many messages under way.
    double perSecond(Generator generator, int bytes, BenchPlan plan, Duration time) throws InterruptedException {
        var port = ((InetSocketAddress) listening.localAddress()).getPort();
        try (var callers = new EchoCallers(generator.transport(), port, bytes)) {
            callers.open(plan.crowd().senders(), plan.window());
            Thread.sleep(time.toMillis() / 4);
            long start = System.nanoTime();
            long before = callers.echoes();
            Thread.sleep(time);
            return (callers.echoes() - before) * 1e9 / (System.nanoTime() - start);
        }
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private static final class Back extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            var _ = context.writeAndFlush(frame.retain(), context.voidPromise());
        }
    }
}
