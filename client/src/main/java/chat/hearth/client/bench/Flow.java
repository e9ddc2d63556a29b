package chat.hearth.client.bench;

import chat.hearth.client.HearthClient;
import chat.hearth.client.request.SendResult;
import chat.hearth.protocol.v1.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The closed loop: each sender keeps its window full, and a unit makes room when it is acknowledged and
/// received. Runs in the clients' callbacks.
final class Flow {
    private final List<Lane> lanes;
    private final List<Pair> pairs;
    private final Latencies latencies;
    private final LongAdder finished = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private volatile boolean isRunning;

    /// One sender and its conversations, taken by turns.
    record Lane(HearthClient sender, List<Pair> pairs, AtomicInteger turn) {}

    Flow(List<Lane> lanes, List<Pair> pairs, Latencies latencies) {
        this.lanes = lanes;
        this.pairs = pairs;
        this.latencies = latencies;
    }

    void start(int window) {
        isRunning = true;
        for (int i = 0; i < window; i++) {
            lanes.forEach(this::next);
        }
    }

    /// No further units; those under way may finish.
    void stop() {
        isRunning = false;
    }

    long finished() {
        return finished.sum();
    }

    /// Units that were opened and neither finished nor refused.
    long underWay() {
        return opened.sum() - finished.sum() - refused.sum();
    }

    /// Sends that were refused for good.
    long refused() {
        return refused.sum();
    }

    /// Messages that belong to no pair.
    long strangers() {
        return strangers.sum();
    }

    /// A receiver was told of a message.
    void onMessage(String conversation, Message message) {
        int number = Pair.numberIn(message.getBody().getText());
        if (number < 0 || number >= pairs.size()) {
            strangers.increment();
            return;
        }
        var pair = pairs.get(number);
        var step = pair.received(conversation, message);
        if (step != null) {
            latencies.received(System.nanoTime() - step.sentNanos());
            settle(pair, step);
        }
    }

    private void next(Lane lane) {
        if (!isRunning) {
            return;
        }
        var pair = lane.pairs.get(Math.floorMod(lane.turn.getAndIncrement(), lane.pairs.size()));
        opened.increment();
        long unit = pair.open(System.nanoTime());
        var _ = lane.sender.sendText(pair.conversation, pair.text(unit)).thenAccept(result -> {
            if (result instanceof SendResult.Stored) {
                var step = pair.acked(unit);
                latencies.acked(System.nanoTime() - step.sentNanos());
                settle(pair, step);
            } else {
                refused.increment();
            }
        });
    }

    private void settle(Pair pair, Pair.Step step) {
        if (step.isWhole()) {
            finished.increment();
            next(lanes.get(pair.lane));
        }
    }
}
