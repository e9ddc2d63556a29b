package chat.hearth.suite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The suites of `./hearth test`, in the order they run: quick and narrow first.
enum Suite {
    UNIT("every rule of every module by itself, and the house rules", "!suite & !contract"),
    CONTRACT("each engine of a port keeps the port's promises", "contract"),
    REPLAY("real text in several scripts, 20 clients, 10 groups, random cuts: histories equal byte for byte"),
    KILLS("kill -9 under load: nothing acknowledged is lost, doubled or reordered"),
    FOLD("stored state plus events is the fresh state, after every step"),
    CUTS("connections cut at random points: nothing is missed, nothing comes twice"),
    ORDER("every member sees one order, and each sender's own order"),
    SLOW("a slow reader is bounded and harms nobody else"),
    HALFOPEN("peers that vanish without a word are noticed and released"),
    JOURNEYS("people's tasks in a real browser"),
    BUDGET("the web client's sizes and times"),
    A11Y("the web client by keyboard and screen reader"),
    XSS("hostile text stays text"),
    TLS("the five hops over TLS"),
    NGINX("generated nginx files in front of the product"),
    SEED("the nginx files that Hearth must fit behind"),
    DOCTOR("every planted fault is found and named"),
    ACME("certificates issued and renewed by themselves"),
    CLUSTER("several nodes behave as one"),
    FAULTS("partitions, full disks, dead databases"),
    FILES("uploads and downloads"),
    ACCOUNTS("sign-in, sessions and their limits"),
    BENCH("figures, with their ledgers balanced");

    private final String proves;
    private final String tags;

    Suite(String proves) {
        this.proves = proves;
        this.tags = "suite & " + label();
    }

    Suite(String proves, String tags) {
        this.proves = proves;
        this.tags = tags;
    }

    /// The suite of that name, as given on the command line.
    static Optional<Suite> named(String label) {
        return Arrays.stream(values())
                .filter(suite -> suite.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a green run of this suite shows.
    String proves() {
        return proves;
    }

    /// The tag expression of this suite's tests in a tier.
    String tagsIn(Tier tier) {
        return "(%s) & (%s)".formatted(tags, tier.tags());
    }

    /// Whether tests run beside each other: true where no test owns the machine.
    boolean runsInParallel() {
        return this == UNIT || this == CONTRACT;
    }
}
