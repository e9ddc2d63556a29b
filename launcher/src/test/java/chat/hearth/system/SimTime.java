package chat.hearth.system;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.core.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One time for a node and all of its clients, which passes only when the test says so, in the test's thread.
final class SimTime implements ClientLoop, Timers, InstantSource {
    private static final long START_MS = 1_767_225_600_000L;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Later> timers =
            new PriorityQueue<>(Comparator.comparingLong(Later::atMs).thenComparingLong(Later::order));
    private long nowMs = START_MS;
    private long order;

    private record Later(long atMs, long order, Runnable task) {}

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochMilli(nowMs);
    }

    @Override
    public synchronized long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMs - START_MS) + 1;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized ClientLoop.Timer after(long delayMs, Runnable task) {
        var later = new Later(nowMs + delayMs, order++, task);
        timers.add(later);
        return () -> cancel(later);
    }

    private synchronized void cancel(Later later) {
        timers.remove(later);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        after(delay.toMillis(), task);
    }

    @Override
    public void every(Duration pause, Runnable task) {
        after(pause, () -> {
            task.run();
            every(pause, task);
        });
    }

    /// Runs what is due, without any time passing.
    void run() {
        for (var next = due(0); next != null; next = due(0)) {
            next.run();
        }
    }

    /// Lets time pass and runs what falls due, in order; `between` runs after each of it.
    void pass(long ms, Runnable between) {
        long until = instant().toEpochMilli() + ms;
        for (var next = due(until); next != null; next = due(until)) {
            next.run();
            between.run();
        }
        synchronized (this) {
            nowMs = until;
        }
    }

    private synchronized @Nullable Runnable due(long untilMs) {
        var task = tasks.poll();
        if (task != null) {
            return task;
        }
        var later = timers.peek();
        if (later == null || later.atMs > Math.max(untilMs, nowMs)) {
            return null;
        }
        timers.remove();
        nowMs = Math.max(nowMs, later.atMs);
        return later.task;
    }
}
