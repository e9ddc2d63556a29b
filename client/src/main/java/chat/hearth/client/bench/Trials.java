package chat.hearth.client.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Warm-up, then one trial after the other under the same unbroken load.
final class Trials {
    private final Generator generator;
    private final ServerMeter server;
    private final List<Double> perSecond = new ArrayList<>();
    private double cpuSeconds;
    private long units;
    private double generatorLoad;
    private boolean isCpuKnown = true;
    private OptionalLong rssBytes = OptionalLong.empty();

    /// What the trials gave.
    ///
    /// @param perSecond of each trial, in its order
    /// @param cpuMicrosPerUnit the server's, over all trials
    /// @param generatorLoad the busiest loop's share of its core in its busiest trial
    record Figures(
            List<Double> perSecond, OptionalDouble cpuMicrosPerUnit, OptionalLong rssBytes, double generatorLoad) {
        double median() {
            var sorted = perSecond.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    Trials(Generator generator, ServerMeter server) {
        this.generator = generator;
        this.server = server;
    }

    /// Starts the flow and leaves it running.
    void run(Flow flow, BenchPlan plan, Latencies latencies, Consumer<String> progress) throws InterruptedException {
        progress.accept("warming up for " + plan.warmUp().toSeconds() + " s");
        flow.start(plan.window());
        Thread.sleep(plan.warmUp());
        latencies.measure(true);
        for (int i = 1; i <= plan.trials(); i++) {
            trial(flow, plan.trial());
            progress.accept("trial " + i + " of " + plan.trials() + ": " + Math.round(perSecond.getLast()) + "/s");
        }
        latencies.measure(false);
        rssBytes = server.rssBytes();
    }

    Figures figures() {
        return new Figures(
                List.copyOf(perSecond),
                isCpuKnown && units > 0 ? OptionalDouble.of(cpuSeconds * 1e6 / units) : OptionalDouble.empty(),
                rssBytes,
                generatorLoad);
    }

    private void trial(Flow flow, Duration time) throws InterruptedException {
        var cpuBefore = server.cpuSeconds();
        long before = flow.finished();
        long start = System.nanoTime();
        generator.start();
        Thread.sleep(time);
        long done = flow.finished() - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        generatorLoad = Math.max(generatorLoad, generator.load());
        var cpuAfter = server.cpuSeconds();
        perSecond.add(done / seconds);
        units += done;
        if (cpuBefore.isPresent() && cpuAfter.isPresent()) {
            cpuSeconds += cpuAfter.getAsDouble() - cpuBefore.getAsDouble();
        } else {
            isCpuKnown = false;
        }
    }
}
