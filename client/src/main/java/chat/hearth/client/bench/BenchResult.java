package chat.hearth.client.bench;

import chat.hearth.client.bench.Trials.Figures;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a workload's run gave, with everything needed to judge it.
public final class BenchResult {
    private final Workload workload;
    private final Figures figures;
    private final LatencyMs ack;
    private final LatencyMs receive;
    private final Ledger ledger;
    private final Limits limits;
    private final Conditions conditions;

    /// Under what conditions it ran.
    ///
    /// @param target the provisioner's words for what was under test
    /// @param generatorThreads event loops that made the load
    record Conditions(BenchPlan plan, String target, int generatorThreads) {}

    BenchResult(
            Workload workload,
            Figures figures,
            Latencies latencies,
            Ledger ledger,
            Limits limits,
            Conditions conditions) {
        this.workload = workload;
        this.figures = figures;
        this.ack = LatencyMs.of(latencies.ofAcks());
        this.receive = LatencyMs.of(latencies.ofReceipts());
        this.ledger = ledger;
        this.limits = limits;
        this.conditions = conditions;
    }

    public boolean isLedgerBalanced() {
        return ledger.isBalanced();
    }

    /// Whether the load's own core was the bottleneck: then this is no capacity figure.
    public boolean isGeneratorSaturated() {
        return Generator.isSaturated(figures.generatorLoad());
    }

    public double messagesPerSecond() {
        return figures.median();
    }

    public Ledger ledger() {
        return ledger;
    }

    /// The result as one JSON object.
    public String toJson() {
        return Json.of(toMap());
    }

    /// The result as lines for people.
    public String toTable() {
        return ResultTable.of(this);
    }

    Workload workload() {
        return workload;
    }

    Figures figures() {
        return figures;
    }

    LatencyMs ack() {
        return ack;
    }

    LatencyMs receive() {
        return receive;
    }

    Limits limits() {
        return limits;
    }

    Conditions conditions() {
        return conditions;
    }

    private Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("workload", workload.id());
        map.put("messagesPerSecond", figures.median());
        map.put("limitPerSecond", limits.perSecond());
        map.put("ratio", figures.median() / limits.perSecond());
        map.put("latencyMs", toMap(receive));
        map.put("ackLatencyMs", toMap(ack));
        figures.cpuMicrosPerUnit().ifPresent(micros -> map.put("cpuMicrosPerUnit", micros));
        figures.rssBytes().ifPresent(bytes -> map.put("rssBytes", bytes));
        map.put("ledgerBalanced", ledger.isBalanced());
        map.put("generatorSaturated", isGeneratorSaturated());
        map.put("generatorLoad", figures.generatorLoad());
        map.put("trialsPerSecond", figures.perSecond());
        map.put("echoLimitPerSecond", limits.echoPerSecond());
        map.put("logLimitPerSecond", limits.logPerSecond());
        map.put("logGroup", limits.logGroup());
        map.put("ledger", toMap(ledger));
        map.put("conditions", toMap(conditions));
        return map;
    }

    private static Map<String, Object> toMap(LatencyMs latency) {
        var map = new LinkedHashMap<String, Object>();
        map.put("p50", latency.p50());
        map.put("p99", latency.p99());
        map.put("p999", latency.p999());
        map.put("max", latency.max());
        return map;
    }

    private static Map<String, Object> toMap(Ledger ledger) {
        var map = new LinkedHashMap<String, Object>();
        map.put("sent", ledger.sent());
        map.put("acked", ledger.acked());
        map.put("received", ledger.received());
        map.put("stored", ledger.stored());
        map.put("duplicates", ledger.duplicates());
        map.put("reordered", ledger.reordered());
        map.put("corrupt", ledger.corrupt());
        return map;
    }

    private static Map<String, Object> toMap(Conditions conditions) {
        var plan = conditions.plan();
        var map = new LinkedHashMap<String, Object>();
        map.put("target", conditions.target());
        map.put("senders", plan.crowd().senders());
        map.put("receivers", plan.crowd().receivers());
        map.put("inFlightPerSender", plan.window());
        map.put("encoding", plan.encoding().subprotocol());
        map.put("warmUpSeconds", plan.warmUp().toSeconds());
        map.put("trialSeconds", plan.trial().toSeconds());
        map.put("generatorThreads", conditions.generatorThreads());
        map.put("cores", Runtime.getRuntime().availableProcessors());
        map.put("java", Runtime.version().toString());
        map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        map.put("isFigure", plan.isFigure());
        return map;
    }
}
