package chat.hearth.client.bench;

import chat.hearth.client.ClientListener;
import chat.hearth.client.HearthClient;
import chat.hearth.client.bench.Provisioner.BenchUser;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.FetchConversation;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// W1: durable direct messages. Closed loop; a unit is stored durably, acknowledged to its sender and
/// received by its online receiver with the right content.
public final class DirectMessages implements Workload {
    private static final long DRAIN_MS = 30_000;
    private static final long DRAIN_STEP_MS = 20;

    @Override
    public String id() {
        return "W1";
    }

    @Override
    public String title() {
        return "durable direct messages, acknowledged and received";
    }

    @Override
    public BenchResult run(Provisioner provisioner, BenchPlan plan, Consumer<String> progress)
            throws InterruptedException {
        try (var generator = new Generator(Generator.usualThreads())) {
            var measured = new Trials(generator, new ServerMeter(provisioner.serverPids()));
            var flow = new AtomicReference<@Nullable Flow>();
            Ledger ledger;
            var latencies = new Latencies();
            try (var crew = new Crew(generator.transport(), provisioner, plan)) {
                var users = users(provisioner, plan, progress);
                progress.accept("connecting " + users.all() + " clients");
                var sending = crew.connect(users.senders, ClientListener.NONE);
                var _ = crew.connect(users.receivers, new Receipts(flow));
                progress.accept("opening " + users.receivers.size() + " conversations");
                var cast = cast(sending, users.receivers, plan);
                tellRateLimit(sending, progress);
                var running = new Flow(cast.lanes, cast.pairs, latencies);
                flow.set(running);
                measured.run(running, plan, latencies, progress);
                drain(running);
                if (running.refused() > 0) {
                    progress.accept(running.refused() + " sends were refused or given up");
                }
                ledger = ledger(cast, running);
            }
            progress.accept("measuring the limits of this machine");
            var limits = Probes.limits(generator, provisioner, plan);
            return new BenchResult(
                    this,
                    measured.figures(),
                    latencies,
                    ledger,
                    limits,
                    new BenchResult.Conditions(plan, provisioner.conditions(), generator.threads()));
        }
    }

    /// Who plays, and with whom.
    private record Cast(List<Flow.Lane> lanes, List<Pair> pairs) {}

    /// Only receivers are listened to: a sender is told of its own messages, which proves no delivery.
    private record Receipts(AtomicReference<@Nullable Flow> flow) implements ClientListener {
        @Override
        public void onMessage(String conversation, Message message) {
            var running = flow.get();
            if (running != null) {
                running.onMessage(conversation, message);
            }
        }
    }

    private record Users(List<BenchUser> senders, List<BenchUser> receivers) {
        int all() {
            return senders.size() + receivers.size();
        }
    }

    private static Users users(Provisioner provisioner, BenchPlan plan, Consumer<String> progress) {
        progress.accept("making users");
        // A name of its own for each run: the books begin with empty conversations, on any target.
        var run = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        return new Users(
                provisioner.users(names(run + "-s", plan.crowd().senders())),
                provisioner.users(names(run + "-r", plan.crowd().receivers())));
    }

    /// A limit on each sender's rate would be measured in place of the server.
    private static void tellRateLimit(List<HearthClient> senders, Consumer<String> progress)
            throws InterruptedException {
        var limits = Crew.all("ask for the limits", senders.subList(0, 1), HearthClient::limits);
        int per5s = limits.getFirst().getSendsPer5S();
        if (per5s > 0) {
            progress.accept("the server takes " + per5s + " sends per 5 s of each sender: no capacity figure");
        }
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static Cast cast(List<HearthClient> senders, List<BenchUser> receivers, BenchPlan plan)
            throws InterruptedException {
        int each = plan.crowd().receiversPerSender();
        var indices = IntStream.range(0, receivers.size()).boxed().toList();
        var opened = Crew.all(
                "open a conversation",
                indices,
                i -> senders.get(i / each).openDirect(receivers.get(i).userId()));
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < opened.size(); i++) {
            Conversation conversation = opened.get(i);
            pairs.add(new Pair(i, i / each, conversation, plan.window()));
        }
        var lanes = IntStream.range(0, senders.size())
                .mapToObj(s -> new Flow.Lane(
                        senders.get(s), List.copyOf(pairs.subList(s * each, (s + 1) * each)), new AtomicInteger()))
                .toList();
        return new Cast(lanes, List.copyOf(pairs));
    }

    private static void drain(Flow flow) throws InterruptedException {
        flow.stop();
        for (long waited = 0; flow.underWay() > 0 && waited < DRAIN_MS; waited += DRAIN_STEP_MS) {
            Thread.sleep(DRAIN_STEP_MS);
        }
    }

    private static Ledger ledger(Cast cast, Flow flow) throws InterruptedException {
        var heads = Crew.all(
                "count what is stored",
                cast.pairs,
                pair -> cast.lanes
                        .get(pair.lane)
                        .sender()
                        .request(Request.newBuilder()
                                .setFetchConversation(
                                        FetchConversation.newBuilder().setConversation(pair.conversation)))
                        .thenApply(reply -> reply.getConversation().getSeqHead()));
        var sums = new Ledger.Sums();
        for (int i = 0; i < heads.size(); i++) {
            cast.pairs.get(i).addTo(sums, heads.get(i));
        }
        sums.add(new Ledger(0, 0, 0, 0, 0, 0, flow.strangers()));
        return sums.total();
    }
}
