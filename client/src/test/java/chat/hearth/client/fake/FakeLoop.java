package chat.hearth.client.fake;

import chat.hearth.client.wire.ClientLoop;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/// A loop that runs when it is told to, in the test's own thread.
public final class FakeLoop implements ClientLoop {
    private static final int MAX_TASKS = 5_000_000;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Scheduled> timers =
            new PriorityQueue<>(Comparator.comparingLong(Scheduled::atNanos).thenComparingLong(Scheduled::order));
    private long nowNanos = 1_000_000_000L;
    private long order;

    private record Scheduled(long atNanos, long order, Runnable task) {}

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.addLast(task);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        var scheduled = new Scheduled(nowNanos + TimeUnit.MILLISECONDS.toNanos(delayMs), order++, task);
        timers.add(scheduled);
        return () -> timers.remove(scheduled);
    }

    /// Runs everything that is due without moving time.
    public void run() {
        for (int i = 0; i < MAX_TASKS; i++) {
            var task = tasks.pollFirst();
            if (task != null) {
                task.run();
            } else if (!timers.isEmpty() && timers.peek().atNanos <= nowNanos) {
                timers.remove().task.run();
            } else {
                return;
            }
        }
        throw new AssertionError("the loop never comes to rest");
    }

    /// Moves time on, running each timer at its time.
    public void advance(long ms) {
        long until = nowNanos + TimeUnit.MILLISECONDS.toNanos(ms);
        run();
        while (!timers.isEmpty() && timers.peek().atNanos <= until) {
            nowNanos = timers.peek().atNanos;
            run();
        }
        nowNanos = until;
    }

    public long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos);
    }

    public int timers() {
        return timers.size();
    }
}
