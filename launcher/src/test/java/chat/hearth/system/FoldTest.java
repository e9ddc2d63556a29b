package chat.hearth.system;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// G6: for every device, whatever happened, what it has put together from a snapshot and the events after it is
/// what a fresh snapshot says. The real core, store and client, in a time of the test's own.
@Tag("suite")
@Tag("fold")
class FoldTest {
    private static final int STEPS = 100;
    private static final int RESTS = 2;

    @Test
    void stateAndItsEventsAreTheFreshStateIn300Histories(TestReporter reporter) {
        live(0, 300, reporter);
    }

    @Test
    @Tag("long")
    void stateAndItsEventsAreTheFreshStateInTenThousandHistories(TestReporter reporter) {
        live(300, 10_300, reporter);
    }

    /// One history for each seed, or only the one of `-Dhearth.seed`.
    private static void live(long from, long to, TestReporter reporter) {
        var named = Long.getLong("hearth.seed");
        reporter.publishEntry("seeds", named == null ? from + " to " + (to - 1) : named.toString());
        var seeds = named == null ? LongStream.range(from, to).parallel() : LongStream.of(named);
        seeds.forEach(FoldTest::live);
    }

    private static void live(long seed) {
        try (var history = new SimHistory(seed)) {
            for (int rest = 0; rest < RESTS; rest++) {
                for (int step = 0; step < STEPS; step++) {
                    history.step();
                }
                history.rest();
                history.check(seed);
            }
        } catch (RuntimeException fault) {
            throw new AssertionError("seed " + seed + ": " + fault, fault);
        }
    }
}
