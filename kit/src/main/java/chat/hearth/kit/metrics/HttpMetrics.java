package chat.hearth.kit.metrics;

import chat.hearth.kit.http.Body;
import chat.hearth.kit.http.Endpoint;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Response;

/// Metrics of an HTTP server, and the metrics page as an endpoint of one.
public final class HttpMetrics {
    private HttpMetrics() {}

    /// The handler of `/metrics`.
    public static Endpoint page(Metrics metrics) {
        return _ -> Response.of(200, metrics.contentType(), Body.of(metrics.text()));
    }

    /// Counts answers by status and measures times by route.
    ///
    /// @param server tells several servers of one process apart, as part of the names
    public static RequestObserver observer(Metrics metrics, String server) {
        Labelled<Counter> answers = metrics.counter(server + "_http_answers", "HTTP answers by status.", "status");
        Labelled<Histogram> times =
                metrics.seconds(server + "_http_answer", "Time from head to answer by route.", "route");
        return (_, route, status, nanos) -> {
            answers.of(Integer.toString(status)).increment();
            times.of(route).observeNanos(nanos);
        };
    }
}
