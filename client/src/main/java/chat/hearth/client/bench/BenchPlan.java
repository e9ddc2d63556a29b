package chat.hearth.client.bench;

import chat.hearth.protocol.Encoding;
import java.time.Duration;

/// How much load, for how long.
///
/// @param window units of one sender that may be unfinished at once
public record BenchPlan(Crowd crowd, int window, int trials, Duration warmUp, Duration trial, Encoding encoding) {
    /// Who takes part. Each sender has its own receivers, and so its own conversations.
    public record Crowd(int senders, int receiversPerSender) {
        int receivers() {
            return senders * receiversPerSender;
        }
    }

    /// What a figure is made of.
    public static final BenchPlan FULL =
            new BenchPlan(new Crowd(200, 5), 4, 3, Duration.ofSeconds(10), Duration.ofSeconds(20), Encoding.PROTO);

    /// What shows in seconds whether all is well; no figure.
    public static final BenchPlan QUICK =
            new BenchPlan(new Crowd(50, 5), 4, 1, Duration.ofSeconds(2), Duration.ofSeconds(5), Encoding.PROTO);

    public BenchPlan {
        if (crowd.senders < 1 || crowd.receiversPerSender < 1 || window < 1 || trials < 1) {
            throw new IllegalArgumentException("a plan needs a sender, a receiver, a unit and a trial");
        }
    }

    /// Whether this is long enough for a figure.
    boolean isFigure() {
        return trials >= 3;
    }
}
