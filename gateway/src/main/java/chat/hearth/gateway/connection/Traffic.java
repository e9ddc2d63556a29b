package chat.hearth.gateway.connection;

import chat.hearth.protocol.v1.CloseCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What went over all sockets of this node since it started. Safe for many threads; a count costs no lock.
public final class Traffic {
    /// The client said goodbye.
    static final String BY_CLIENT = "CLIENT";
    /// The connection broke without a word.
    static final String BROKEN = "BROKEN";
    /// A rule of the WebSocket protocol itself was broken.
    static final String PROTOCOL = "WEBSOCKET_PROTOCOL";

    final AtomicInteger connections = new AtomicInteger();
    final LongAdder framesIn = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder outboundFull = new LongAdder();
    final LongAdder inFlightFull = new LongAdder();
    final LongAdder openingsRefused = new LongAdder();
    private final Map<String, LongAdder> closesByReason = new ConcurrentHashMap<>();

    /// Open WebSockets.
    public int connections() {
        return connections.get();
    }

    /// Messages of clients.
    public long framesIn() {
        return framesIn.sum();
    }

    /// Payload bytes of clients' messages.
    public long bytesIn() {
        return bytesIn.sum();
    }

    /// Messages to clients.
    public long framesOut() {
        return framesOut.sum();
    }

    /// Payload bytes of messages to clients.
    public long bytesOut() {
        return bytesOut.sum();
    }

    /// Frames that found the outbound queue of their connection full.
    public long outboundFull() {
        return outboundFull.sum();
    }

    /// Requests refused with TOO_MANY_IN_FLIGHT.
    public long inFlightFull() {
        return inFlightFull.sum();
    }

    /// WebSocket openings refused: origin, host, or too many connections.
    public long openingsRefused() {
        return openingsRefused.sum();
    }

    /// Closed connections by close code, or by what closed them where the server sent none.
    public Map<String, Long> closesByReason() {
        var closes = new TreeMap<String, Long>();
        closesByReason.forEach((reason, count) -> closes.put(reason, count.sum()));
        return closes;
    }

    void closed(int code) {
        var known = CloseCode.forNumber(code);
        closed(known == null ? PROTOCOL : known.name());
    }

    void closed(String reason) {
        closesByReason.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }
}
