package chat.hearth.gateway.front.bench;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.gateway.TestNode;
import chat.hearth.gateway.front.ClientSocket;
import chat.hearth.gateway.front.Frames;
import chat.hearth.gateway.front.Opcode;
import chat.hearth.gateway.front.SocketLimits;
import chat.hearth.gateway.front.SocketListener;
import chat.hearth.gateway.front.WebSocketFront;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One front, echoing (`session`: the whole connection, with a session of core), on a port. On the next port
/// it answers `heap` with the bytes that are used after collections, and `ticket N` with a ticket for user N.
final class Server {
    private static final int BACKLOG = 4096;
    private static final int FRAME_BYTES = 65_536;
    private static final String PROTOCOL = "hearth.v1.proto";

    private Server() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        UnaryOperator<String> tickets = switch (arguments[0]) {
            case "vertx" -> vertx(port);
            case "handover" -> handOver(port);
            case "netty" -> netty(port);
            case "session" -> session(port);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        try (var control = new ServerSocket(port + 1)) {
            System.out.println("listening");
            while (true) {
                answer(control, tickets);
            }
        }
    }

    private static void answer(ServerSocket control, UnaryOperator<String> tickets)
            throws IOException, InterruptedException {
        try (var socket = control.accept()) {
            var question = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var answer = question.equals("heap") ? Long.toString(usedHeap()) : tickets.apply(question);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(150);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Vertx oneLoop() {
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    }

    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setPort(port)
                .setHost("127.0.0.1")
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(BACKLOG)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setTcpNoDelay(true);
    }

    private static UnaryOperator<String> vertx(int port) {
        oneLoop()
                .createHttpServer(options(port).setWebSocketSubProtocols(List.of(PROTOCOL)))
                .requestHandler(request -> request.response().end())
                .webSocketHandler(socket -> socket.binaryMessageHandler(socket::writeBinaryMessage))
                .listen()
                .await();
        return UnaryOperator.identity();
    }

    private static UnaryOperator<String> handOver(int port) {
        var limits = new SocketLimits(FRAME_BYTES, new WriteBufferWaterMark(32 << 10, 64 << 10));
        oneLoop()
                .createHttpServer(options(port))
                .connectionHandler(new WebSocketFront(Set.of("/ws"), (_, _) -> Outcome.done(Echo::new), limits))
                .requestHandler(request -> request.response().end())
                .listen()
                .await();
        return UnaryOperator.identity();
    }

    private static UnaryOperator<String> session(int port) {
        var node = TestNode.startForBench(port);
        return question -> node.ticket("user-" + question, "device-" + question);
    }

    private static UnaryOperator<String> netty(int port) throws InterruptedException {
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(8192), new NettyOpening());
                    }
                })
                .bind("127.0.0.1", port)
                .sync();
        return UnaryOperator.identity();
    }

    private record Echo(ClientSocket socket) implements SocketListener {
        @Override
        public void heard() {}

        @Override
        public int messageBytes() {
            return FRAME_BYTES;
        }

        @Override
        public void message(ByteBuf payload) {
            var frame = socket.alloc().directBuffer(payload.readableBytes() + Frames.MAX_HEADER);
            Frames.append(frame, Opcode.BINARY, ByteBufUtil.getBytes(payload));
            socket.write(frame);
            socket.flush();
        }

        @Override
        public void close(int code, String reason) {
            socket.sayGoodbye(code, reason);
        }

        @Override
        public void writable() {}

        @Override
        public void closed() {}
    }

    private static final class NettyOpening extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            var handshaker = new WebSocketServerHandshakerFactory("ws://localhost/ws", PROTOCOL, false, FRAME_BYTES)
                    .newHandshaker(request);
            var _ = handshaker.handshake(ctx.channel(), request);
            var _ = ctx.pipeline().replace(this, "echo", new NettyEcho());
        }
    }

    private static final class NettyEcho extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            var _ = ctx.write(new BinaryWebSocketFrame(((WebSocketFrame) frame).content()), ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
