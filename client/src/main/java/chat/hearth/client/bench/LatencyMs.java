package chat.hearth.client.bench;

import org.HdrHistogram.Histogram;

/// A distribution in milliseconds.
public record LatencyMs(double p50, double p99, double p999, double max) {
    private static final double NANOS = 1e6;

    static LatencyMs of(Histogram nanos) {
        return new LatencyMs(
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS);
    }
}
