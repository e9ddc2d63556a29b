package chat.hearth.client.bench;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// How long units took, from handing over the send; written by the loops, read at the end.
final class Latencies {
    private static final int DIGITS = 3;

    private final Recorder ack = new Recorder(DIGITS);
    private final Recorder receive = new Recorder(DIGITS);
    private volatile boolean isMeasuring;

    /// From here on, or no longer, what ends is counted.
    void measure(boolean isOn) {
        isMeasuring = isOn;
    }

    void acked(long nanos) {
        if (isMeasuring) {
            ack.recordValue(nanos);
        }
    }

    void received(long nanos) {
        if (isMeasuring) {
            receive.recordValue(nanos);
        }
    }

    Histogram ofAcks() {
        return ack.getIntervalHistogram();
    }

    Histogram ofReceipts() {
        return receive.getIntervalHistogram();
    }
}
