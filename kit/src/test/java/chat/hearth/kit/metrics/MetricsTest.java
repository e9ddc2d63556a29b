package chat.hearth.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.http.Body;
import chat.hearth.kit.http.Client;
import chat.hearth.kit.http.Headers;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Response;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void namesACounterWithPrefixAndTotal() {
        Counter counter = metrics.counter("messages_sent", "Messages.");
        counter.increment();
        counter.add(41);

        assertThat(counter.count()).isEqualTo(42);
        assertThat(metrics.text())
                .contains("# TYPE hearth_messages_sent_total counter\n")
                .contains("hearth_messages_sent_total 42.0\n");
    }

    @Test
    void tellsCountersApartByALabel() {
        Labelled<Counter> frames = metrics.counter("frames", "Frames.", "direction");
        frames.of("in").increment();
        frames.of("in").increment();
        frames.of("out").increment();

        assertThat(metrics.text())
                .contains(
                        "hearth_frames_total{direction=\"in\"} 2.0\n", "hearth_frames_total{direction=\"out\"} 1.0\n");
    }

    @Test
    void boundsTheValuesOfALabel() {
        Labelled<Counter> paths = metrics.counter("paths", "Paths.", "path");
        for (int path = 0; path < 1000; path++) {
            paths.of("p" + path).increment();
        }

        assertThat(metrics.text())
                .contains("hearth_paths_total{path=\"other\"} " + (1000.0 - Labelled.MOST_VALUES) + "\n");
        assertThat(metrics.text().lines().filter(line -> line.startsWith("hearth_paths_total{")))
                .hasSize(Labelled.MOST_VALUES + 1);
    }

    @Test
    void asksAGaugeWheneverThePageIsRead() {
        int[] connections = {1};
        metrics.gauge("connections", "Connections.", () -> connections[0]);

        assertThat(metrics.text()).contains("hearth_connections 1.0\n");
        connections[0] = 7;
        assertThat(metrics.text()).contains("hearth_connections 7.0\n");
    }

    @Test
    void sortsDurationsIntoBucketsOfSeconds() {
        Histogram commits = metrics.seconds("commit", "Commits.");
        commits.observeNanos(3_000_000);
        commits.observe(0.2);

        assertThat(metrics.text())
                .contains("hearth_commit_seconds_bucket{le=\"0.0025\"} 0\n")
                .contains("hearth_commit_seconds_bucket{le=\"0.005\"} 1\n")
                .contains("hearth_commit_seconds_bucket{le=\"0.25\"} 2\n")
                .contains("hearth_commit_seconds_count 2\n");
    }

    @Test
    void refusesNamesThatBreakTheScheme() {
        for (String name : new String[] {"hearth_x", "x_total", "X", "x-y", ""}) {
            assertThatThrownBy(() -> metrics.counter(name, "X.")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesANameGivenTwice() {
        metrics.counter("twice", "Twice.");
        assertThatThrownBy(() -> metrics.counter("twice", "Twice.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void servesThePageWithTheVirtualMachinesMetrics() throws InterruptedException {
        RequestObserver observer = HttpMetrics.observer(metrics.withJvm(), "public");
        observer.answered("GET", "/api/version", 200, 2_000_000);

        Response page = HttpMetrics.page(metrics).handle(request());

        assertThat(page.headers().first("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(page.body().text())
                .contains("jvm_memory_used_bytes{")
                .contains("hearth_public_http_answers_total{status=\"200\"} 1.0\n")
                .contains("hearth_public_http_answer_seconds_count{route=\"/api/version\"} 1\n");
    }

    private static Request request() {
        return new Request(
                "id",
                new Request.Target("GET", "/metrics", ""),
                Headers.none(),
                Body.empty(),
                new Client("127.0.0.1", "http", "localhost", false));
    }
}
