package chat.hearth.kit.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/// Sorts observations into buckets.
public final class Histogram {
    private static final double NANOS_PER_SECOND = 1e9;
    private final DistributionDataPoint point;

    Histogram(DistributionDataPoint point) {
        this.point = point;
    }

    /// An amount in the histogram's own unit.
    public void observe(double amount) {
        point.observe(amount);
    }

    /// A duration, for histograms of seconds.
    public void observeNanos(long nanos) {
        point.observe(nanos / NANOS_PER_SECOND);
    }
}
