package chat.hearth.suite;

import java.time.Duration;

/// How long a run may take: each tier holds the ones before it.
enum Tier {
    /// Before every commit.
    DEFAULT("!ci & !long", Duration.ofMinutes(5), Duration.ofMinutes(20)),

    /// Before a change lands.
    CI("!long", Duration.ofMinutes(15), Duration.ofMinutes(60)),

    /// Overnight: many repetitions, large loads, faults of the disk.
    LONG("any() | none()", Duration.ofHours(3), Duration.ofHours(12));

    private final String tags;
    private final Duration testLimit;
    private final Duration suiteLimit;

    Tier(String tags, Duration testLimit, Duration suiteLimit) {
        this.tags = tags;
        this.testLimit = testLimit;
        this.suiteLimit = suiteLimit;
    }

    /// The tag expression of the tests in this tier.
    String tags() {
        return tags;
    }

    /// How long one whole-system test may take unless it says otherwise.
    Duration testLimit() {
        return testLimit;
    }

    /// How long one suite may take before it is stopped.
    Duration suiteLimit() {
        return suiteLimit;
    }

    boolean includes(Tier other) {
        return compareTo(other) >= 0;
    }
}
