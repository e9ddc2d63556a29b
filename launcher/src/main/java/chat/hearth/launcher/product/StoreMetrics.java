package chat.hearth.launcher.product;

import chat.hearth.kit.metrics.Counter;
import chat.hearth.kit.metrics.Histogram;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.storage.engine.StoreMeter;

/// How the store fares, on the metrics page.
final class StoreMetrics implements StoreMeter {
    private static final double[] WRITES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final Histogram commits;
    private final Histogram batches;
    private final Counter refusedWrites;
    private final Counter fullWriteQueue;
    private final Counter fullReadQueue;
    private final Counter lateReads;

    StoreMetrics(Metrics metrics) {
        commits = metrics.seconds("store_commit", "Time of a transaction, its sync included.");
        batches = metrics.histogram("store_batch_writes", "Writes of one transaction.", WRITES);
        refusedWrites = metrics.counter("store_writes_refused", "Writes refused because the engine could not write.");
        fullWriteQueue = metrics.counter("store_write_queue_full", "Writes refused because too many were waiting.");
        fullReadQueue = metrics.counter("store_read_queue_full", "Reads refused because too many were waiting.");
        lateReads = metrics.counter("store_reads_timed_out", "Reads given up at their deadline.");
    }

    @Override
    public void committed(int writes, long nanos) {
        commits.observeNanos(nanos);
        batches.observe(writes);
    }

    @Override
    public void writesRefused(int writes) {
        refusedWrites.add(writes);
    }

    @Override
    public void writeQueueFull() {
        fullWriteQueue.increment();
    }

    @Override
    public void readQueueFull() {
        fullReadQueue.increment();
    }

    @Override
    public void readTimedOut() {
        lateReads.increment();
    }
}
