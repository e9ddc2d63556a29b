package chat.hearth.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what happens on other threads, and says what it waited for when it does not happen.
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /// Returns once the condition holds.
    static void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true: " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Returns once the condition holds.
    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }
}
