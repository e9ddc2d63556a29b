package chat.hearth.client.wire;

import java.util.concurrent.Executor;

/// The one thread that a client's state belongs to, and its clock. Tests bring one whose time they move.
public interface ClientLoop extends Executor {
    /// Monotonic time in nanoseconds; only differences mean something.
    long nanoTime();

    /// Whether the caller is this loop.
    boolean isCurrent();

    /// Runs the task on this loop after so many milliseconds.
    Timer after(long delayMs, Runnable task);

    /// A task that has not run yet.
    interface Timer {
        /// The task will not run; harmless when it has.
        void cancel();
    }
}
