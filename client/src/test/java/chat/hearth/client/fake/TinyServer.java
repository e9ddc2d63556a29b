package chat.hearth.client.fake;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.ServerFrame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// [TinyChat] on a real port, one thread: `POST /route` and `/ws`.
public final class TinyServer implements AutoCloseable {
    public final List<String> origins = new CopyOnWriteArrayList<>();
    private final TinyChat chat = new TinyChat();
    private final Queue<String> routeRefusals = new ArrayDeque<>();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;

    /// Listens on this port of loopback; 0 = any.
    public TinyServer(int port) throws InterruptedException {
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var config = WebSocketServerProtocolConfig.newBuilder()
                                .websocketPath("/ws")
                                .subprotocols(Encoding.PROTO.subprotocol() + "," + Encoding.JSON.subprotocol())
                                .handleCloseFrames(true)
                                .build();
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(65_536),
                                        new RouteHandler(),
                                        new WebSocketServerProtocolHandler(config),
                                        new PeerHandler());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .sync()
                .channel();
    }

    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    private int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /// Works on the chat in its own thread.
    public <T> T on(Function<TinyChat, T> work) throws Exception {
        return group.next().submit(() -> work.apply(chat)).get(10, TimeUnit.SECONDS);
    }

    /// The next `/route` is answered with this code.
    public void refuseRoute(String code) throws Exception {
        on(_ -> routeRefusals.add(code));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private final class RouteHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (!request.uri().equals("/route")) {
                origins.add(String.valueOf(request.headers().get(HttpHeaderNames.ORIGIN)));
                context.fireChannelRead(request.retain());
                return;
            }
            var token = String.valueOf(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                    .replace("Bearer token-", "");
            var refusal = routeRefusals.poll();
            var json = refusal == null
                    ? """
                    {"node":"n1","endpoints":[{"url":"ws://localhost:%d/ws"}],"files":{"url":"http://f"},
                     "ticket":"ticket-%s","expiresInS":30,"limits":{"inFlight":64}}""".formatted(port(), token)
                    : "{\"code\":\"%s\",\"message\":\"by the test\"}".formatted(refusal);
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    refusal == null ? HttpResponseStatus.OK : HttpResponseStatus.UNAUTHORIZED,
                    Unpooled.copiedBuffer(json, StandardCharsets.UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            var _ = context.writeAndFlush(response);
        }
    }

    private final class PeerHandler extends SimpleChannelInboundHandler<WebSocketFrame> implements TinyChat.Peer {
        private Encoding encoding = Encoding.PROTO;
        private @Nullable Channel channel;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete complete) {
                channel = context.channel();
                encoding =
                        Encoding.ofSubprotocol(complete.selectedSubprotocol()).orElseThrow();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            chat.take(this, encoding.decodeRequest(ByteBufUtil.getBytes(frame.content())));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            chat.left(this);
        }

        @Override
        public void push(ServerFrame frame) {
            var content = Unpooled.wrappedBuffer(encoding.encode(frame));
            write(
                    switch (encoding) {
                        case PROTO -> new BinaryWebSocketFrame(content);
                        case JSON -> new TextWebSocketFrame(content);
                    });
        }

        @Override
        public void close(int code) {
            write(new CloseWebSocketFrame(code, ""));
        }

        private void write(WebSocketFrame frame) {
            if (channel != null) {
                var _ = channel.writeAndFlush(frame);
            }
        }
    }
}
