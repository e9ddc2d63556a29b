package chat.hearth.core.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledTimersTest {
    private final ScheduledTimers timers = new ScheduledTimers();

    @AfterEach
    void stop() {
        timers.close();
    }

    @Test
    void goesOnAfterATaskThatFails() throws Exception {
        var runs = new CountDownLatch(3);
        timers.after(Duration.ZERO, () -> {
            throw new IllegalStateException("test");
        });
        timers.every(Duration.ofMillis(1), () -> {
            runs.countDown();
            throw new IllegalStateException("test");
        });

        assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsNothingAfterTheClose() {
        var runs = new AtomicInteger();
        timers.close();

        timers.after(Duration.ZERO, runs::incrementAndGet);
        timers.every(Duration.ofMillis(1), runs::incrementAndGet);

        assertThat(runs).hasValue(0);
    }
}
