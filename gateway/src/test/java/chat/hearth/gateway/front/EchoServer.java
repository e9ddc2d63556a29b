package chat.hearth.gateway.front;

import chat.hearth.core.outcome.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A Vert.x server that says back what it hears on `/ws`, and its version and path elsewhere.
final class EchoServer implements AutoCloseable {
    static final int LONGEST_MESSAGE = 1500;
    private static final int PATIENCE_S = 10;

    final BlockingQueue<Echo> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Echo> closed = new LinkedBlockingQueue<>();
    final AtomicInteger closedForVertx = new AtomicInteger();
    final HttpServer http;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    EchoServer(HttpServerOptions options) {
        var marks = new WriteBufferWaterMark(32 << 10, 64 << 10);
        var front = new WebSocketFront(
                Set.of("/ws"), (_, _) -> Outcome.done(Echo::new), new SocketLimits(LONGEST_MESSAGE, marks));
        http = vertx.createHttpServer(options.setPort(0).setHost("127.0.0.1"))
                .connectionHandler(connection -> {
                    connection.closeHandler(_ -> closedForVertx.incrementAndGet());
                    front.handle(connection);
                })
                .requestHandler(request -> request.response().end(request.version() + " " + request.path()))
                .listen()
                .await();
    }

    int port() {
        return http.actualPort();
    }

    static @Nullable Echo next(BlockingQueue<Echo> queue) throws InterruptedException {
        return queue.poll(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /// One socket's echo.
    final class Echo implements SocketListener {
        private final ClientSocket socket;

        Echo(ClientSocket socket) {
            this.socket = socket;
            opened.add(this);
        }

        /// The handlers that the hand-over left.
        List<String> pipeline() throws InterruptedException, ExecutionException {
            return socket.loop()
                    .submit(() -> {
                        var left = new ArrayList<String>();
                        ChannelPipeline pipeline = socket.pipeline();
                        pipeline.forEach(
                                each -> left.add(each.getValue().getClass().getSimpleName()));
                        return left;
                    })
                    .get();
        }

        @Override
        public void heard() {}

        @Override
        public int messageBytes() {
            return LONGEST_MESSAGE;
        }

        @Override
        public void message(ByteBuf payload) {
            var buffer = socket.alloc().directBuffer();
            Frames.append(buffer, Opcode.carrying(socket.encoding()), ByteBufUtil.getBytes(payload));
            socket.write(buffer);
            socket.flush();
        }

        @Override
        public void close(int code, String reason) {
            socket.sayGoodbye(code, reason);
        }

        @Override
        public void writable() {}

        @Override
        public void closed() {
            closed.add(this);
        }
    }
}
