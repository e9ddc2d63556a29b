package chat.hearth.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/// What JUnit is asked for: the test classes of every module, cut down to a suite and a tier.
final class Requests {
    private static final Duration UNIT_TEST_LIMIT = Duration.ofMinutes(1);

    private Requests() {}

    static LauncherDiscoveryRequest everything() {
        return allModules().build();
    }

    static LauncherDiscoveryRequest of(Suite suite, Tier tier) {
        var limit = suite.runsInParallel() ? UNIT_TEST_LIMIT : tier.testLimit();
        return allModules()
                .filters(TagFilter.includeTags(suite.tagsIn(tier)))
                .configurationParameter("junit.jupiter.execution.timeout.default", limit.toSeconds() + " s")
                .configurationParameter("junit.jupiter.execution.timeout.threaddump.enabled", "true")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.enabled", Boolean.toString(suite.runsInParallel()))
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build();
    }

    private static LauncherDiscoveryRequestBuilder allModules() {
        var roots = Checkout.modules().stream()
                .map(module -> Checkout.root().resolve(Path.of(module, "target", "test-classes")))
                .filter(Files::isDirectory)
                .collect(Collectors.toSet());
        return LauncherDiscoveryRequestBuilder.request().selectors(selectClasspathRoots(roots));
    }
}
