package chat.hearth.client.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The event loops that any number of clients share, and whom they trust over TLS.
///
/// @param group its threads carry all clients made over this transport
/// @param tls trust for `https` and `wss`; null: the platform's
public record Transport(IoEventLoopGroup group, @Nullable SslContext tls) implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    /// Starts event loops of this transport's own, on epoll where there is one.
    public static Transport start(int threads, ThreadFactory factory) {
        var handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new Transport(new MultiThreadIoEventLoopGroup(threads, factory, handlers), null);
    }

    /// The same loops, with this trust.
    public Transport trusting(SslContext trust) {
        return new Transport(group, trust);
    }

    /// One of the loops, by turns.
    public NettyLoop nextLoop() {
        return new NettyLoop(group.next());
    }

    /// A bootstrap whose channels live on this loop.
    Bootstrap bootstrap(NettyLoop loop) {
        return bootstrap().clone(loop.eventLoop());
    }

    /// A bootstrap for bare sockets on these loops.
    public Bootstrap bootstrap() {
        return new Bootstrap()
                .group(group)
                .channel(channelType(group))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
    }

    SslContext trust() {
        if (tls != null) {
            return tls;
        }
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new IllegalStateException("this platform offers no TLS", e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private static Class<? extends SocketChannel> channelType(EventLoopGroup group) {
        return group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel.class
                : NioSocketChannel.class;
    }
}
