package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRateTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void letsAsManyThroughAtOnceAsTheWindowHolds() {
        var rate = new SendRate(10, clock);

        assertThat(passed(rate, 50)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 999, 1_000_000})
    void freesOneAfterTheTimeItTells(int perWindow) {
        var rate = new SendRate(perWindow, clock);
        assertThat(passed(rate, perWindow)).isEqualTo(perWindow);
        for (int i = 0; i < 50; i++) {
            int waitMs = rate.take();
            assertThat(waitMs).isPositive();
            clock.pass(Duration.ofMillis(waitMs - 1L));
            assertThat(rate.take()).isEqualTo(1);
            clock.pass(Duration.ofMillis(1));
            assertThat(rate.take()).isZero();
            while (rate.take() == 0) {
                // A millisecond may bring several.
            }
        }
    }

    @Test
    void isFullAgainAfterTheWindowAndNeverFuller() {
        var rate = new SendRate(10, clock);
        passed(rate, 10);

        clock.pass(Duration.ofDays(10_000));

        assertThat(passed(rate, 50)).isEqualTo(10);
    }

    @Test
    void givesNothingForAClockThatGoesBack() {
        var rate = new SendRate(10, clock);
        passed(rate, 10);

        clock.pass(Duration.ofHours(-1));
        assertThat(rate.take()).isEqualTo(500);
        clock.pass(Duration.ofMillis(500));
        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isEqualTo(500);
    }

    @Test
    void neverRefusesWhenThereIsNoLimit() {
        assertThat(passed(new SendRate(0, clock), 10_000)).isEqualTo(10_000);
    }

    @Test
    void neverRefusesWhoKeepsToTheLimitInEveryWindow() {
        var rate = new SendRate(10, clock);
        for (int window = 0; window < 100; window++) {
            assertThat(passed(rate, 10)).isEqualTo(10);
            clock.pass(Duration.ofSeconds(5));
        }
    }

    private static int passed(SendRate rate, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += rate.take() == 0 ? 1 : 0;
        }
        return passed;
    }
}
