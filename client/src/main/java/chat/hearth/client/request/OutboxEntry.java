package chat.hearth.client.request;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One send on its way to its ack.
final class OutboxEntry {
    final Chain chain;
    final Body body;
    final long order;
    final CompletableFuture<SendResult> result = new CompletableFuture<>();
    /// Made at the first attempt, kept through every retry.
    @Nullable Cid cid;

    int attempts;
    int missingPredecessor;
    int faults;
    int requestId;
    ClientLoop.@Nullable Timer ackTimer;

    OutboxEntry(Chain chain, Body body, long order) {
        this.chain = chain;
        this.body = body;
        this.order = order;
    }

    void stopTimer() {
        if (ackTimer != null) {
            ackTimer.cancel();
            ackTimer = null;
        }
    }
}
