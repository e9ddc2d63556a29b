package chat.hearth.core.fake;

import chat.hearth.core.timer.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// Timers whose time passes only when told to.
public final class ManualTimers implements Timers {
    private record Task(long dueMs, long number, Runnable work) {}

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueMs).thenComparingLong(Task::number));
    private long nowMs;
    private long numbers;

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(nowMs + delay.toMillis(), numbers++, task));
    }

    @Override
    public void every(Duration pause, Runnable task) {
        after(pause, () -> {
            task.run();
            every(pause, task);
        });
    }

    /// Lets time pass and runs what falls due, in order.
    public void pass(Duration time) {
        long until = nowMs + time.toMillis();
        while (!tasks.isEmpty() && tasks.element().dueMs <= until) {
            var next = tasks.remove();
            nowMs = next.dueMs;
            next.work.run();
        }
        nowMs = until;
    }

    /// Runs what is due at once.
    public void runDue() {
        pass(Duration.ZERO);
    }

    /// How many tasks wait.
    public int waiting() {
        return tasks.size();
    }
}
