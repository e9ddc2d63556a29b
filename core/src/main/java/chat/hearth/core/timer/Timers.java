package chat.hearth.core.timer;

import java.time.Duration;

/// Runs short tasks later. A task that throws is logged and does not stop the others; after the owner has
/// shut the timers down nothing runs any more.
public interface Timers {
    /// Once, after the delay.
    void after(Duration delay, Runnable task);

    /// Again and again, with this pause between the end of one run and the start of the next.
    void every(Duration pause, Runnable task);
}
