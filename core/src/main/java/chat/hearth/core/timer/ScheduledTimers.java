package chat.hearth.core.timer;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Timers on one daemon thread.
public final class ScheduledTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTimers.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("timers").factory());

    public ScheduledTimers() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((_, _) -> {});
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var _ = executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void every(Duration pause, Runnable task) {
        var _ = executor.scheduleWithFixedDelay(
                () -> run(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.atError().setCause(fault).log("a timed task failed");
        }
    }
}
