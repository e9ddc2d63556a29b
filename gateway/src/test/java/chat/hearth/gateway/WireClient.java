package chat.hearth.gateway;

import chat.hearth.gateway.front.RawClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Welcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// A client that speaks the protocol, and nothing more: it reads only when it is asked to.
final class WireClient implements AutoCloseable {
    private static final int PING = 9;
    private static final int CLOSE = 8;

    final RawClient raw;
    private final Encoding encoding;
    private final Queue<ServerFrame> unasked = new ArrayDeque<>();
    private int lastId;

    /// The server closed the connection instead.
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int code;

        Closed(int code) {
            super("closed with " + code);
            this.code = code;
        }
    }

    private WireClient(RawClient raw, Encoding encoding) throws IOException {
        this.raw = raw;
        this.encoding = encoding;
        var head = raw.say(RawClient.opening("13", RawClient.KEY, encoding.subprotocol(), ""))
                .head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head);
        }
    }

    static WireClient connect(int port, Encoding encoding) throws IOException {
        return new WireClient(RawClient.to(port), encoding);
    }

    /// A client whose machine takes little before it is read.
    static WireClient connectSlow(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new WireClient(RawClient.over(socket), Encoding.PROTO);
    }

    /// Says hello afresh, and reads up to the first checkpoint.
    Welcome hello(String ticket) throws IOException {
        var reply = ask(Request.newBuilder().setHello(Hello.newBuilder().setTicket(ticket)));
        if (!reply.hasWelcome()) {
            throw new IOException(reply.toString());
        }
        var _ = nextOf(ServerFrame.FrameCase.CHECKPOINT);
        return reply.getWelcome();
    }

    /// Sends a request and reads up to its reply; what comes in between is kept for [#next].
    Reply ask(Request.Builder request) throws IOException {
        return reply(send(request));
    }

    /// Sends a request; the answer is its id.
    int send(Request.Builder request) throws IOException {
        raw.say(bytes(request.setId(++lastId).build()));
        return lastId;
    }

    /// The bytes of a request's frame.
    byte[] bytes(Request request) {
        int head = encoding == Encoding.JSON ? RawClient.TEXT : RawClient.BINARY;
        return RawClient.frame(head, encoding.encode(request));
    }

    /// Reads up to the reply to this request.
    Reply reply(int id) throws IOException {
        while (true) {
            var frame = read();
            if (frame.hasReply() && frame.getReply().getId() == id) {
                return frame.getReply();
            }
            unasked.add(frame);
        }
    }

    /// The next frame that is not a reply read before.
    ServerFrame next() throws IOException {
        var kept = unasked.poll();
        return kept == null ? read() : kept;
    }

    /// The next frame of this kind; others before it are skipped.
    ServerFrame nextOf(ServerFrame.FrameCase kind) throws IOException {
        var frame = next();
        while (frame.getFrameCase() != kind) {
            frame = next();
        }
        return frame;
    }

    private ServerFrame read() throws IOException {
        var frame = raw.frame();
        while (frame.opcode() == PING) {
            frame = raw.frame();
        }
        if (frame.opcode() == CLOSE) {
            throw new Closed(frame.closeCode());
        }
        return encoding.decodeServerFrame(frame.text().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        raw.hangUp();
    }
}
