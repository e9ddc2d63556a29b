package chat.hearth.suite;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;

/// How many tests each suite has in each tier. A test that multiplies while it runs counts once.
record Census(Map<Suite, Map<Tier, Integer>> tests) {
    Census {
        tests = Map.copyOf(tests);
    }

    /// Counts by asking the launcher to find, not to run.
    static Census of(Launcher launcher) {
        var tests = new EnumMap<Suite, Map<Tier, Integer>>(Suite.class);
        var plan = launcher.discover(Requests.everything());
        for (var root : plan.getRoots()) {
            plan.getDescendants(root).stream()
                    .filter(Census::isCountable)
                    .forEach(test -> tests.computeIfAbsent(suiteOf(test), _ -> new EnumMap<>(Tier.class))
                            .merge(tierOf(test), 1, Integer::sum));
        }
        return new Census(tests);
    }

    boolean hasTests(Suite suite, Tier tier) {
        return tests.getOrDefault(suite, Map.of()).keySet().stream().anyMatch(tier::includes);
    }

    /// One line a suite: what it holds and what it proves.
    void print(PrintStream out) {
        out.printf("%-10s %8s %5s %5s  %s%n", "suite", "default", "ci", "long", "proves");
        for (var suite : Suite.values()) {
            var counts = tests.getOrDefault(suite, Map.of());
            var proves = counts.isEmpty() ? "(no test yet) " + suite.proves() : suite.proves();
            out.printf(
                    "%-10s %8d %5d %5d  %s%n",
                    suite.label(),
                    counts.getOrDefault(Tier.DEFAULT, 0),
                    counts.getOrDefault(Tier.CI, 0),
                    counts.getOrDefault(Tier.LONG, 0),
                    proves);
        }
    }

    private static boolean isCountable(TestIdentifier identifier) {
        return identifier.isTest() || identifier.getUniqueId().matches(".*\\[test-(template|factory):[^/]*]$");
    }

    private static Suite suiteOf(TestIdentifier test) {
        var tags = tagsOf(test);
        if (tags.contains("contract")) {
            return Suite.CONTRACT;
        }
        if (!tags.contains("suite")) {
            return Suite.UNIT;
        }
        return tags.stream()
                .flatMap(tag -> Suite.named(tag).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(test.getUniqueId()
                        + " is tagged \"suite\" but names none of the suites: add @Tag(\"<suite>\")"));
    }

    private static Tier tierOf(TestIdentifier test) {
        var tags = tagsOf(test);
        if (tags.contains("long")) {
            return Tier.LONG;
        }
        return tags.contains("ci") ? Tier.CI : Tier.DEFAULT;
    }

    private static Set<String> tagsOf(TestIdentifier test) {
        return test.getTags().stream().map(TestTag::getName).collect(Collectors.toSet());
    }
}
