package chat.hearth.gateway.front.bench;

import chat.hearth.gateway.front.RawClient;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Request;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Opens many sockets that do nothing, or some that talk all the time, and prints what that cost the server.
///
/// Arguments: front, `idle` or `echo`, port, count or seconds, process id of the server.
final class Client {
    private static final int TALKERS = 100;
    private static final int PAYLOAD = 200;
    private static final int WARM_UP_MS = 5000;
    private static final int WINDOWS = 5;

    private final String front;
    private final int port;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder trips = new LongAdder();
    private final ByteBuf frame;
    private volatile boolean isTalking;

    private Client(String front, int port) {
        this.front = front;
        this.port = port;
        var ping = Request.newBuilder().setId(1).setPing(Ping.getDefaultInstance());
        this.frame = Unpooled.copiedBuffer(
                RawClient.frame(RawClient.BINARY, isSession() ? ping.build().toByteArray() : new byte[PAYLOAD]));
    }

    public static void main(String[] arguments) throws Exception {
        var client = new Client(arguments[0], Integer.parseInt(arguments[2]));
        int howMuch = Integer.parseInt(arguments[3]);
        if (arguments[1].equals("idle")) {
            client.idle(howMuch);
        } else {
            client.echo(howMuch, arguments[4]);
        }
        System.exit(0);
    }

    private boolean isSession() {
        return front.equals("session");
    }

    private void idle(int count) throws IOException, InterruptedException {
        var warm = connect(hellos(0, 500));
        for (var each : warm) {
            each.close().sync();
        }
        Thread.sleep(2000);
        var hellos = hellos(500, count);
        long before = Long.parseLong(ask("heap"));
        var all = connect(hellos);
        Thread.sleep(1000);
        long opened = Long.parseLong(ask("heap"));
        all.forEach(this::say);
        Thread.sleep(2000);
        long said = Long.parseLong(ask("heap"));
        System.out.printf(
                "%s: %d B of heap per idle socket, %d B after one message%n",
                front, (opened - before) / count, (said - before) / count);
    }

    private void echo(int seconds, String server) throws IOException, InterruptedException {
        var all = connect(hellos(0, TALKERS));
        isTalking = true;
        all.forEach(this::say);
        Thread.sleep(WARM_UP_MS);
        var rates = new ArrayList<Long>();
        for (int i = 0; i < WINDOWS; i++) {
            long ticks = ticks(server);
            long before = trips.sum();
            Thread.sleep(seconds * 1000L);
            rates.add((trips.sum() - before) * 100 / Math.max(1, ticks(server) - ticks));
        }
        rates.sort(null);
        System.out.println(front + ": echoes per second of the server's CPU " + rates);
    }

    private void say(Channel channel) {
        var _ = channel.writeAndFlush(frame.retainedDuplicate(), channel.voidPromise());
    }

    /// CPU time of a process in hundredths of a second.
    private static long ticks(String process) throws IOException {
        var fields = Files.readString(Path.of("/proc/" + process + "/stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /// What each socket says first; made before anything is measured, because the server stores a user for
    /// each.
    private List<ByteBuf> hellos(int firstUser, int count) throws IOException {
        var hellos = new ArrayList<ByteBuf>();
        for (int i = 0; i < count; i++) {
            hellos.add(isSession() ? hello(ask(Integer.toString(firstUser + i))) : Unpooled.EMPTY_BUFFER);
        }
        return hellos;
    }

    private List<Channel> connect(List<ByteBuf> hellos) throws InterruptedException {
        open.set(0);
        var all = new ArrayList<Channel>();
        for (var hello : hellos) {
            var bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Peer(hello));
                        }
                    });
            all.add(bootstrap.connect("127.0.0.1", port).sync().channel());
        }
        while (open.get() < hellos.size()) {
            Thread.sleep(20);
        }
        return all;
    }

    private static ByteBuf hello(String ticket) {
        var request = Request.newBuilder().setId(1).setHello(Hello.newBuilder().setTicket(ticket));
        return Unpooled.copiedBuffer(
                RawClient.frame(RawClient.BINARY, request.build().toByteArray()));
    }

    private String ask(String question) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port + 1)) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private final class Peer extends ChannelInboundHandlerAdapter {
        private final ByteBuf hello;
        private boolean isOpen;
        private int read;

        Peer(ByteBuf hello) {
            this.hello = hello;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var _ = ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), RawClient.opening()), ctx.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            var buffer = (ByteBuf) bytes;
            if (isOpen) {
                echoed(ctx, buffer.readableBytes());
            } else {
                isOpen = true;
                open.incrementAndGet();
                var _ = ctx.writeAndFlush(hello, ctx.voidPromise());
            }
            buffer.release();
        }

        /// The server's frames have no mask, so they are four bytes shorter.
        private void echoed(ChannelHandlerContext ctx, int bytes) {
            read += bytes;
            int whole = frame.readableBytes() - 4;
            while (!isSession() && read >= whole) {
                read -= whole;
                trips.increment();
                if (isTalking) {
                    say(ctx.channel());
                }
            }
        }
    }
}
