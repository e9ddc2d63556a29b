package chat.hearth.kit.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/// All metrics of one process. Names are given without prefix and without `_total`: `messages_sent` becomes
/// `hearth_messages_sent_total`. A name may be given once.
public final class Metrics {
    private static final String PREFIX = "hearth_";

    /// From half a millisecond to half a minute.
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();

    /// Adds the metrics of the virtual machine itself: memory, collections, threads, open files.
    public Metrics withJvm() {
        JvmMetrics.builder().register(registry);
        return this;
    }

    /// A counter; its name on the page is `hearth_NAME_total`.
    public Counter counter(String name, String help) {
        return new Counter(io.prometheus.metrics.core.metrics.Counter.builder()
                .name(full(name))
                .help(help)
                .withoutExemplars()
                .register(registry));
    }

    /// Counters told apart by one label with few values.
    public Labelled<Counter> counter(String name, String help, String label) {
        var counters = io.prometheus.metrics.core.metrics.Counter.builder()
                .name(full(name))
                .help(help)
                .labelNames(label)
                .withoutExemplars()
                .register(registry);
        return new Labelled<>(value -> new Counter(counters.labelValues(value)));
    }

    /// A value that is asked for whenever the page is read; `current` must answer at once, from any thread.
    public void gauge(String name, String help, DoubleSupplier current) {
        GaugeWithCallback.builder()
                .name(full(name))
                .help(help)
                .callback(callback -> callback.call(current.getAsDouble()))
                .register(registry);
    }

    /// A histogram of durations; its name on the page is `hearth_NAME_seconds`.
    public Histogram seconds(String name, String help) {
        return histogram(name + "_seconds", help, SECONDS);
    }

    /// Histograms of durations told apart by one label with few values.
    public Labelled<Histogram> seconds(String name, String help, String label) {
        var histograms = io.prometheus.metrics.core.metrics.Histogram.builder()
                .name(full(name + "_seconds"))
                .help(help)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .labelNames(label)
                .withoutExemplars()
                .register(registry);
        return new Labelled<>(value -> new Histogram(histograms.labelValues(value)));
    }

    /// A histogram of amounts with these upper bounds; the name says the unit.
    public Histogram histogram(String name, String help, double... upperBounds) {
        return new Histogram(io.prometheus.metrics.core.metrics.Histogram.builder()
                .name(full(name))
                .help(help)
                .classicOnly()
                .classicUpperBounds(upperBounds)
                .withoutExemplars()
                .register(registry));
    }

    /// The page that Prometheus reads.
    public String text() {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            writer.write(page, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    String contentType() {
        return writer.getContentType();
    }

    private static String full(String name) {
        if (!name.matches("[a-z][a-z0-9_]*") || name.endsWith("_total") || name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a metric's name, without prefix and _total: " + name);
        }
        return PREFIX + name;
    }
}
