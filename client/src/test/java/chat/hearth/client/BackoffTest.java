package chat.hearth.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theFirstRetryIsUniformInTheServersSpread() {
        var firsts = LongStream.range(0, 1_000)
                .map(seed -> {
                    var backoff = new Backoff(new SplittableRandom(seed));
                    backoff.spread(4_000);
                    return backoff.nextMs();
                })
                .summaryStatistics();
        assertThat(firsts.getMin()).isBetween(0L, 100L);
        assertThat(firsts.getMax()).isBetween(3_900L, 4_000L);
        assertThat(firsts.getAverage()).isBetween(1_800.0, 2_200.0);
    }

    @Test
    void laterRetriesGrowWithFullJitterUpToTheCap() {
        var backoff = new Backoff(new SplittableRandom(1));
        long window = 1_000;
        backoff.nextMs();
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.nextMs()).isBetween(0L, Math.min(window, Backoff.CAP_MS));
            window *= 2;
        }
        assertThat(LongStream.generate(backoff::nextMs).limit(500).max().orElse(0))
                .isGreaterThan(25_000);
    }

    @Test
    void afterAllWasWellTheNextTroubleIsAFirstOne() {
        var backoff = new Backoff(new SplittableRandom(1));
        backoff.spread(10);
        LongStream.range(0, 10).forEach(_ -> backoff.nextMs());
        backoff.reset();
        assertThat(backoff.nextMs()).isBetween(0L, 10L);
    }
}
