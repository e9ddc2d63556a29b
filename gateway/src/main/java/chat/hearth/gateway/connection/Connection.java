package chat.hearth.gateway.connection;

import chat.hearth.core.delivery.Outbox;
import chat.hearth.core.session.Session;
import chat.hearth.gateway.front.ClientSocket;
import chat.hearth.gateway.front.Frames;
import chat.hearth.gateway.front.Opcode;
import chat.hearth.gateway.front.SocketListener;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection, from its opening to its end.
///
/// Fields without a word on it belong to the socket's event loop.
final class Connection implements Outbox, SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /// Frames are written in batches of about so many bytes, each batch in one buffer.
    private static final int BATCH_BYTES = 64 * 1024;
    /// How long a client that is being closed may take to answer, or to read what was sent before.
    private static final long GOODBYE_NANOS = 5_000_000_000L;

    private final ConnectionScope scope;
    private final ClientSocket socket;
    private final Opening opening;
    private final Requests requests;
    private final Outbound outbound;

    /// Of the thread that works on the requests; handed from one to the next by the lock of [Requests].
    private @Nullable Session session;

    private volatile boolean isGreeted;
    private @Nullable Ending ending;
    private boolean hasSpoken;
    private long heardNanos;
    /// When the last ping was sent; before the first one, when the socket was opened.
    private long pingedNanos;
    /// The place in the list of [Heartbeat].
    private int place;

    /// Why the server closes the connection.
    private record Ending(int code, String reason, long sinceNanos) {}

    Connection(ConnectionScope scope, ClientSocket socket, Opening opening) {
        this.scope = scope;
        this.socket = socket;
        this.opening = opening;
        this.requests = new Requests(scope.limits().inFlight());
        this.outbound = new Outbound(scope.limits(), scope.traffic().outboundBytes);
        this.heardNanos = scope.nanoTime().getAsLong();
        this.pingedNanos = heardNanos;
    }

    ClientSocket socket() {
        return socket;
    }

    Encoding encoding() {
        return socket.encoding();
    }

    Opening opening() {
        return opening;
    }

    @Nullable Session session() {
        return session;
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    /// A hello has arrived: the hello timeout is over, whatever becomes of it.
    void greeted() {
        isGreeted = true;
    }

    void admitted(Session admitted) {
        session = admitted;
    }

    @Override
    public void heard() {
        heardNanos = scope.nanoTime().getAsLong();
    }

    @Override
    public int messageBytes() {
        var frames = scope.limits().frames();
        return hasSpoken ? frames.clientBytes() : frames.helloBytes();
    }

    @Override
    public void message(ByteBuf payload) {
        if (ending != null) {
            return;
        }
        hasSpoken = true;
        var frame = ByteBufUtil.getBytes(payload);
        scope.traffic().framesIn.increment();
        scope.traffic().bytesIn.add(frame.length);
        var arrival = requests.add(frame);
        if (arrival.isFlood()) {
            close(CloseCode.FLOODED, "more than limits.inFlight unanswered requests, again and again");
            return;
        }
        readWhileThereIsRoom();
        if (arrival.isFirst()) {
            ConnectionScope.startWorking(this::work);
        }
    }

    /// Takes what waits, in its order, then ends; run by one thread at a time.
    private void work() {
        for (var next = requests.next(); next != null; next = requests.next()) {
            scope.dispatch().take(this, next);
            if (requests.hasRoom()) {
                socket.loop().execute(this::readWhileThereIsRoom);
            }
        }
        if (requests.isOver()) {
            leave();
        }
    }

    private void readWhileThereIsRoom() {
        if (ending == null) {
            socket.read(!requests.isFull());
        }
    }

    /// Ends the session once no request of it is being worked on any more.
    private synchronized void leave() {
        var left = session;
        session = null;
        if (left != null) {
            scope.dispatch().left(left);
        }
    }

    /// Queues the answer to a request and counts the request as answered.
    void answer(SharedFrame reply) {
        requests.answered();
        reply(reply);
    }

    /// Queues the refusal of a request that was never counted.
    void surplus(SharedFrame refusal) {
        scope.traffic().inFlightFull.increment();
        reply(refusal);
    }

    /// Queues an answer; if there is no room for it, the client reads too slowly even for its own answers.
    void reply(SharedFrame reply) {
        if (!offer(reply)) {
            close(CloseCode.SLOW_CONSUMER, "the queue of this connection is full");
        }
    }

    @Override
    public boolean offer(SharedFrame frame) {
        return switch (outbound.offer(frame)) {
            case TAKEN -> true;
            case TAKEN_AS_FIRST -> {
                socket.loop().execute(this::send);
                yield true;
            }
            case FULL -> {
                scope.traffic().outboundFull.increment();
                yield false;
            }
            case ENDED -> false;
        };
    }

    @Override
    public void whenDrained(Runnable callback) {
        outbound.whenDrained(callback);
        // The queue may have drained before the callback was there.
        socket.loop().execute(this::tellDrained);
    }

    @Override
    public void writable() {
        send();
    }

    /// Writes what waits while the socket takes it. Who leaves something behind is called again by
    /// [#writable].
    private void send() {
        try {
            while (socket.isWritable()) {
                var batch = outbound.take(BATCH_BYTES);
                if (batch.isEmpty()) {
                    break;
                }
                write(batch);
            }
            socket.flush();
            tellDrained();
            sayGoodbyeIfDue();
        } catch (RuntimeException fault) {
            LOG.atError().setCause(fault).addKeyValue("session", sessionId()).log("sending failed");
            socket.sayGoodbye(CloseCode.SERVER_FAILED_VALUE, "sending failed");
            socket.drop();
        }
    }

    private void write(List<SharedFrame> batch) {
        var payloads = new ArrayList<byte[]>(batch.size());
        int bytes = 0;
        for (var frame : batch) {
            var payload =
                    Replies.fitting(frame, encoding(), scope.limits().frames().serverBytes());
            if (payload.length > 0) {
                payloads.add(payload);
                bytes += payload.length;
            }
        }
        var buffer = socket.alloc().directBuffer(bytes + payloads.size() * Frames.MAX_HEADER);
        var opcode = Opcode.carrying(encoding());
        payloads.forEach(payload -> Frames.append(buffer, opcode, payload));
        socket.write(buffer);
        scope.traffic().framesOut.add(payloads.size());
        scope.traffic().bytesOut.add(bytes);
    }

    private void tellDrained() {
        var callback = outbound.takeDrained();
        if (callback != null) {
            callback.run();
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        close(code.getNumber(), reason);
    }

    @Override
    public void close(int code, String reason) {
        if (outbound.end()) {
            socket.loop().execute(() -> {
                ending = new Ending(code, reason, scope.nanoTime().getAsLong());
                requests.clear();
                send();
            });
        }
    }

    /// The goodbye comes after all that was queued before it, as far as the client still reads.
    private void sayGoodbyeIfDue() {
        if (ending != null && outbound.isEmpty()) {
            socket.sayGoodbye(ending.code(), ending.reason());
        }
    }

    @Override
    public void closed() {
        outbound.end();
        outbound.clear();
        scope.heartbeat().forget(this);
        count();
        if (requests.end()) {
            ConnectionScope.startWorking(this::work);
        }
    }

    private void count() {
        var traffic = scope.traffic();
        if (ending != null) {
            traffic.closed(ending.code());
        } else {
            traffic.closed(socket.isGoodbyeSaid() ? Traffic.BY_CLIENT : Traffic.BROKEN);
        }
        traffic.connections.decrementAndGet();
    }

    /// Looks after the connection; called at a steady pace, so that many connections need one timer.
    void pulse(long nowNanos) {
        var limits = scope.limits();
        if (ending != null) {
            if (nowNanos - ending.sinceNanos() >= GOODBYE_NANOS) {
                socket.drop();
            }
        } else if (!isGreeted) {
            if (nowNanos - pingedNanos >= limits.helloTimeout().toNanos()) {
                close(
                        CloseCode.HELLO_TIMEOUT,
                        "no hello within " + limits.helloTimeout().toSeconds() + " s");
            }
        } else {
            beat(nowNanos, limits.heartbeat().toNanos());
        }
    }

    private void beat(long nowNanos, long heartbeatNanos) {
        if (requests.isFull()) {
            // The server does not read at this time, so the silence is its own.
            heardNanos = nowNanos;
        }
        // One pulse early rather than one late: the client was promised an end after one and a half heartbeats.
        long longest =
                heartbeatNanos + heartbeatNanos / 2 - scope.heartbeat().pause().toNanos();
        if (nowNanos - heardNanos >= longest) {
            close(CloseCode.HEARTBEAT_LOST, "nothing was heard for one and a half heartbeats");
        } else if (nowNanos - pingedNanos >= heartbeatNanos) {
            pingedNanos = nowNanos;
            socket.ping();
        }
    }

    private String sessionId() {
        var known = session;
        return known == null ? "none" : known.id();
    }
}
