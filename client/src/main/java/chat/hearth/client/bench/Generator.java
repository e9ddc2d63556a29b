package chat.hearth.client.bench;

import chat.hearth.client.wire.Transport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The event loops that make the load, watched: above 90 % of its core the busiest of them, not the server,
/// is what was measured.
final class Generator implements AutoCloseable {
    private static final double SATURATED = 0.9;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ThreadMXBean meter = ManagementFactory.getThreadMXBean();
    private final Transport transport;
    private long[] cpuAtStart = {};
    private long startedNanos;

    /// Half of the cores, for the server has to live as well.
    static int usualThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    Generator(int count) {
        var number = new AtomicInteger();
        transport = Transport.start(count, task -> {
            var thread = new Thread(task, "bench-" + number.incrementAndGet());
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
    }

    Transport transport() {
        return transport;
    }

    int threads() {
        return threads.size();
    }

    void start() {
        startedNanos = System.nanoTime();
        cpuAtStart = cpu();
    }

    /// The busiest loop's share of its core since [#start].
    double load() {
        long wall = System.nanoTime() - startedNanos;
        var now = cpu();
        double busiest = 0;
        for (int i = 0; i < cpuAtStart.length; i++) {
            busiest = Math.max(busiest, (double) (now[i] - cpuAtStart[i]) / wall);
        }
        return busiest;
    }

    static boolean isSaturated(double load) {
        return load > SATURATED;
    }

    private long[] cpu() {
        return threads.stream()
                .mapToLong(thread -> meter.getThreadCpuTime(thread.threadId()))
                .toArray();
    }

    @Override
    public void close() {
        transport.close();
    }
}
