package chat.hearth.client.bench;

import java.util.Locale;
import java.util.stream.Collectors;

/// A result for people: the figure never without its limit, its books and its conditions.
final class ResultTable {
    private static final double MEGA = 1024 * 1024;

    private ResultTable() {}

    static String of(BenchResult result) {
        return head(result) + costs(result) + books(result);
    }

    private static String head(BenchResult result) {
        var limits = result.limits();
        var trials = result.figures().perSecond().stream()
                .map(each -> String.format(Locale.ROOT, "%,.0f", each))
                .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "%s  %s%n",
                        result.workload().id(),
                        result.workload().title())
                + String.format(
                        Locale.ROOT,
                        "  messages/s          %,12.0f   (trials: %s)%n",
                        result.messagesPerSecond(),
                        trials)
                + String.format(
                        Locale.ROOT,
                        "  limit/s             %,12.0f   ratio %.3f%n",
                        limits.perSecond(),
                        result.messagesPerSecond() / limits.perSecond())
                + String.format(Locale.ROOT, "    raw WebSocket echo%,12.0f%n", limits.echoPerSecond())
                + (limits.logPerSecond() == 0
                        ? String.format(
                                Locale.ROOT, "    raw append + sync    not measured: the server's disk is not known%n")
                        : String.format(
                                Locale.ROOT,
                                "    raw append + sync %,12.0f   in groups of %d%n",
                                limits.logPerSecond(),
                                limits.logGroup()));
    }

    private static String costs(BenchResult result) {
        var figures = result.figures();
        var cpu = figures.cpuMicrosPerUnit().stream()
                .mapToObj(micros -> String.format(
                        Locale.ROOT, "  server CPU          %12.3f   s per 1,000 messages%n", micros / 1_000))
                .collect(Collectors.joining());
        var rss = figures.rssBytes().stream()
                .mapToObj(bytes ->
                        String.format(Locale.ROOT, "  server memory       %,12.0f   MiB resident%n", bytes / MEGA))
                .collect(Collectors.joining());
        return latency("send → ack", result.ack()) + latency("send → receive", result.receive()) + cpu + rss;
    }

    private static String latency(String name, LatencyMs latency) {
        return String.format(
                Locale.ROOT,
                "  %-19s p50 %.2f   p99 %.2f   p99.9 %.2f   max %.2f ms%n",
                name,
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.max());
    }

    private static String books(BenchResult result) {
        var ledger = result.ledger();
        var plan = result.conditions().plan();
        return String.format(
                        Locale.ROOT,
                        "  ledger %-12s sent %,d = stored %,d = acked %,d = received %,d;"
                                + " twice %d, reordered %d, corrupt %d%n",
                        ledger.isBalanced() ? "balanced" : "NOT BALANCED",
                        ledger.sent(),
                        ledger.stored(),
                        ledger.acked(),
                        ledger.received(),
                        ledger.duplicates(),
                        ledger.reordered(),
                        ledger.corrupt())
                + String.format(
                        Locale.ROOT,
                        "  generator           %11.0f%%   of a core%s%n",
                        result.figures().generatorLoad() * 100,
                        result.isGeneratorSaturated() ? ": generator saturated, no capacity figure" : "")
                + String.format(
                        Locale.ROOT,
                        "  conditions          %s; %d senders, %d receivers, %d in flight each,"
                                + " %s, %d × %d s, %d cores%s%n",
                        result.conditions().target(),
                        plan.crowd().senders(),
                        plan.crowd().receivers(),
                        plan.window(),
                        plan.encoding().subprotocol(),
                        plan.trials(),
                        plan.trial().toSeconds(),
                        Runtime.getRuntime().availableProcessors(),
                        plan.isFigure() ? "" : "; a quick look, no figure");
    }
}
