package chat.hearth.gateway.connection;

import chat.hearth.kit.metrics.Counter;
import chat.hearth.kit.metrics.Labelled;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.protocol.v1.CloseCode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What goes over all sockets of this node, as metrics.
final class Traffic {
    /// The client said goodbye.
    static final String BY_CLIENT = "CLIENT";
    /// The connection broke without a word.
    static final String BROKEN = "BROKEN";
    /// A rule of the WebSocket protocol itself was broken.
    static final String PROTOCOL = "WEBSOCKET_PROTOCOL";

    final AtomicInteger connections = new AtomicInteger();
    final LongAdder outboundBytes = new LongAdder();
    final Counter framesIn;
    final Counter bytesIn;
    final Counter framesOut;
    final Counter bytesOut;
    final Counter outboundFull;
    final Counter inFlightFull;
    final Counter openingsRefused;
    private final Labelled<Counter> closes;

    Traffic(Metrics metrics) {
        metrics.gauge("connections", "Open WebSockets.", connections::get);
        metrics.gauge("outbound_bytes", "Bytes that wait to be sent, on all WebSockets together.", outboundBytes::sum);
        framesIn = metrics.counter("frames_received", "Messages of clients.");
        bytesIn = metrics.counter("frame_bytes_received", "Payload bytes of clients' messages.");
        framesOut = metrics.counter("frames_sent", "Messages to clients.");
        bytesOut = metrics.counter("frame_bytes_sent", "Payload bytes of messages to clients.");
        outboundFull = metrics.counter("outbound_full", "Frames that found the queue of their connection full.");
        inFlightFull = metrics.counter("in_flight_full", "Requests refused with TOO_MANY_IN_FLIGHT.");
        openingsRefused = metrics.counter("openings_refused", "WebSocket openings refused by origin, host or number.");
        closes = metrics.counter("closes", "Closed WebSockets by close code, or by who closed them.", "reason");
    }

    void closed(int code) {
        var known = CloseCode.forNumber(code);
        closed(known == null ? PROTOCOL : known.name());
    }

    void closed(String reason) {
        closes.of(reason).increment();
    }
}
