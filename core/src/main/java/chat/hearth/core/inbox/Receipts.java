package chat.hearth.core.inbox;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.timer.Timers;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ReadMarked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Read positions on their way to disk: merged per (user, conversation) and written together, at most once a
/// second, so that a thousand readers cost one commit (G11). The first after a quiet second goes at once.
public final class Receipts {
    static final int MAX_WAITING = 100_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private record Key(long user, long conversation) {}

    private static final class Pending {
        private long seq;
        private final List<CompletableFuture<Outcome<ReadMarked>>> waiters = new ArrayList<>(1);
    }

    private final InboxStore store;
    private final Timers timers;
    private Map<Key, Pending> pending = new LinkedHashMap<>();
    private boolean isScheduled;
    private boolean isQuiet = true;

    public Receipts(InboxStore store, Timers timers) {
        this.store = store;
        this.timers = timers;
    }

    /// The user has read up to `seq`. Completes when that, or more, is on disk.
    public CompletableFuture<Outcome<ReadMarked>> read(long user, long conversation, long seq) {
        var done = new CompletableFuture<Outcome<ReadMarked>>();
        if (!add(user, conversation, seq, done)) {
            done.complete(Outcome.refused(Refusal.of(ErrorCode.OVERLOADED)));
        }
        return done;
    }

    /// A send implies having read up to it. Nobody waits for this, and losing it in a crash loses no message.
    public void implied(long user, long conversation, long seq) {
        add(user, conversation, seq, null);
    }

    private synchronized boolean add(
            long user, long conversation, long seq, @Nullable CompletableFuture<Outcome<ReadMarked>> waiter) {
        var key = new Key(user, conversation);
        if (pending.size() >= MAX_WAITING && !pending.containsKey(key)) {
            return false;
        }
        var merged = pending.computeIfAbsent(key, _ -> new Pending());
        merged.seq = Math.max(merged.seq, seq);
        if (waiter != null) {
            merged.waiters.add(waiter);
        }
        if (!isScheduled) {
            isScheduled = true;
            timers.after(isQuiet ? Duration.ZERO : INTERVAL, this::flush);
            isQuiet = false;
        }
        return true;
    }

    private void flush() {
        var batch = take();
        if (batch.isEmpty()) {
            return;
        }
        var wishes = batch.entrySet().stream()
                .map(each -> new ReadAdvance(each.getKey().user, each.getKey().conversation, each.getValue().seq))
                .toList();
        var _ = store.advance(wishes).whenComplete((positions, fault) -> {
            var waiters = batch.values().stream().map(each -> each.waiters).toList();
            for (int i = 0; i < waiters.size(); i++) {
                Outcome<ReadMarked> outcome =
                        fault == null ? Outcome.done(marked(positions.get(i))) : Outcome.refused(ErrorCode.UNAVAILABLE);
                waiters.get(i).forEach(waiter -> waiter.complete(outcome));
            }
        });
    }

    /// Takes what waits; if nothing came within the interval, the next one goes at once.
    private synchronized Map<Key, Pending> take() {
        var batch = pending;
        pending = new LinkedHashMap<>();
        isScheduled = !batch.isEmpty();
        isQuiet = batch.isEmpty();
        if (isScheduled) {
            timers.after(INTERVAL, this::flush);
        }
        return batch;
    }

    private static ReadMarked marked(ReadPosition position) {
        return ReadMarked.newBuilder()
                .setReadSeq(position.readSeq())
                .setReadCounted(position.readCounted())
                .build();
    }
}
