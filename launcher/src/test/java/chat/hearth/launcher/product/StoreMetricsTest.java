package chat.hearth.launcher.product;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.metrics.Metrics;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {
    @Test
    void countsEachThingTheStoreTells() {
        var metrics = new Metrics();
        var store = new StoreMetrics(metrics);

        store.committed(7, 2_000_000);
        store.committed(1, 3_000_000);
        store.writesRefused(4);
        store.writeQueueFull();
        store.readQueueFull();
        store.readTimedOut();

        assertThat(metrics.text().lines())
                .contains(
                        "hearth_store_commit_seconds_count 2",
                        "hearth_store_commit_seconds_sum 0.005",
                        "hearth_store_batch_writes_count 2",
                        "hearth_store_batch_writes_sum 8.0",
                        "hearth_store_writes_refused_total 4.0",
                        "hearth_store_write_queue_full_total 1.0",
                        "hearth_store_read_queue_full_total 1.0",
                        "hearth_store_reads_timed_out_total 1.0");
    }
}
