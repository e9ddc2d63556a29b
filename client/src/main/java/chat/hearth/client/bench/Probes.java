package chat.hearth.client.bench;

import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import java.time.Duration;

/// Measures [Limits].
final class Probes {
    private static final Duration FOR_A_FIGURE = Duration.ofSeconds(4);
    private static final Duration FOR_A_LOOK = Duration.ofSeconds(1);
    private static final int TEXT_LENGTH = 100;
    private static final int MAX_GROUP = 512;

    private Probes() {}

    /// The limits for messages as large as the workload's, with the server idle.
    static Limits limits(Generator generator, Provisioner provisioner, BenchPlan plan) throws InterruptedException {
        var time = plan.isFigure() ? FOR_A_FIGURE : FOR_A_LOOK;
        int bytes = frameBytes(plan);
        double echo;
        try (var server = new RawEcho()) {
            echo = server.perSecond(generator, bytes, plan, time);
        }
        // While one group is being written the next one gathers: half of what is under way.
        int group = Math.max(1, Math.min(MAX_GROUP, plan.crowd().senders() * plan.window() / 2));
        double log = provisioner
                .storeFolder()
                .map(folder -> new RawLog(folder).perSecond(bytes, group, time))
                .orElse(0.0);
        return new Limits(echo, log, group);
    }

    private static int frameBytes(BenchPlan plan) {
        var send = Send.newBuilder()
                .setConversation("d:bench-00000000-r0000:bench-00000000-s000")
                .setCid(Cid.of(0, 0, 0).toString())
                .setBody(Body.newBuilder().setKind(1).setText("x".repeat(TEXT_LENGTH)));
        return plan.encoding()
                .encode(Request.newBuilder().setId(1_000).setSend(send).build())
                .length;
    }
}
