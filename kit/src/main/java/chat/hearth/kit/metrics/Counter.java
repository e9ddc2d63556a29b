package chat.hearth.kit.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/// Counts up; cheap enough for every message.
public final class Counter {
    private final CounterDataPoint point;

    Counter(CounterDataPoint point) {
        this.point = point;
    }

    public void increment() {
        point.inc();
    }

    /// Adds an amount of at least 0.
    public void add(long amount) {
        point.inc(amount);
    }

    public long count() {
        return point.getLongValue();
    }
}
