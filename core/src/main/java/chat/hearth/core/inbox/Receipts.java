package chat.hearth.core.inbox;

import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.StoreFault;
import chat.hearth.core.timer.Timers;
import chat.hearth.protocol.v1.DeliveredMarked;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ReadMarked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Read and delivered positions on their way to disk: merged per (user, conversation) and written together, so that a
/// thousand readers cost one commit (G11). One write at a time, and a second between the end of one and the
/// next; the first after a quiet second goes at once. What waits is bounded; beyond it readers are refused
/// with OVERLOADED.
public final class Receipts {
    static final int MAX_WAITING = 100_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private record Key(long user, long conversation) {}

    private static final class Pending {
        private long seq;
        private long deliveredSeq;
        private final List<CompletableFuture<Outcome<ReadPosition>>> waiters = new ArrayList<>(1);
    }

    private final InboxStore store;
    private final Timers timers;
    private Map<Key, Pending> pending = new LinkedHashMap<>();
    private int waiters;
    /// A flush will come, or a write is under way after which one will.
    private boolean isScheduled;

    public Receipts(InboxStore store, Timers timers) {
        this.store = store;
        this.timers = timers;
    }

    /// The user has read up to `seq`. Completes when that, or more, is on disk; refused with what the store
    /// says if it could not be written.
    public CompletableFuture<Outcome<ReadMarked>> read(long user, long conversation, long seq) {
        return ask(new ReadAdvance(user, conversation, seq)).thenApply(outcome -> outcome.map(Receipts::marked));
    }

    /// A device of the user holds everything up to `seq`. Completes when that, or more, is on disk; at once and
    /// with 0 where deliveries are not kept. Only a device says so: never a socket that took the bytes (G8).
    public CompletableFuture<Outcome<DeliveredMarked>> delivered(long user, StoredConversation conversation, long seq) {
        if (!ReceiptLimits.areTold(conversation)) {
            return CompletableFuture.completedFuture(Outcome.done(DeliveredMarked.getDefaultInstance()));
        }
        return ask(new ReadAdvance(user, conversation.key(), 0, seq))
                .thenApply(outcome -> outcome.map(position -> DeliveredMarked.newBuilder()
                        .setDeliveredSeq(position.deliveredSeq())
                        .build()));
    }

    private CompletableFuture<Outcome<ReadPosition>> ask(ReadAdvance wish) {
        var done = new CompletableFuture<Outcome<ReadPosition>>();
        if (!add(wish, done)) {
            done.complete(Outcome.refused(ErrorCode.OVERLOADED));
        }
        return done;
    }

    /// A send implies having read up to it. Nobody waits for this, and losing it in a crash loses no message.
    public void implied(long user, long conversation, long seq) {
        add(new ReadAdvance(user, conversation, seq), null);
    }

    private synchronized boolean add(ReadAdvance wish, @Nullable CompletableFuture<Outcome<ReadPosition>> waiter) {
        var key = new Key(wish.user(), wish.conversation());
        boolean isFull = waiters >= MAX_WAITING || (pending.size() >= MAX_WAITING && !pending.containsKey(key));
        if (isFull) {
            return false;
        }
        var merged = pending.computeIfAbsent(key, _ -> new Pending());
        merged.seq = Math.max(merged.seq, wish.seq());
        merged.deliveredSeq = Math.max(merged.deliveredSeq, wish.deliveredSeq());
        if (waiter != null) {
            merged.waiters.add(waiter);
            waiters++;
        }
        if (!isScheduled) {
            isScheduled = true;
            timers.after(Duration.ZERO, this::flush);
        }
        return true;
    }

    private void flush() {
        var batch = take();
        if (!batch.isEmpty()) {
            var _ = write(batch).whenComplete((positions, fault) -> {
                // First, so that a waiter that fails can't stop the writing for good.
                timers.after(INTERVAL, this::flush);
                answer(batch, positions, fault);
            });
        }
    }

    /// Takes what waits. Nothing: the next to come is written at once.
    private synchronized Map<Key, Pending> take() {
        var batch = pending;
        pending = new LinkedHashMap<>();
        waiters = 0;
        isScheduled = !batch.isEmpty();
        return batch;
    }

    private CompletableFuture<List<ReadPosition>> write(Map<Key, Pending> batch) {
        var wishes = batch.entrySet().stream()
                .map(each -> wish(each.getKey(), each.getValue()))
                .toList();
        try {
            return store.advance(wishes);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private static ReadAdvance wish(Key key, Pending pending) {
        return new ReadAdvance(key.user, key.conversation, pending.seq, pending.deliveredSeq);
    }

    private static void answer(
            Map<Key, Pending> batch, @Nullable List<ReadPosition> positions, @Nullable Throwable fault) {
        var each = batch.values().iterator();
        if (positions != null && positions.size() == batch.size()) {
            positions.forEach(position -> each.next().waiters.forEach(w -> w.complete(Outcome.done(position))));
            return;
        }
        LOG.atWarn().setCause(fault).addKeyValue("positions", batch.size()).log("read positions were not written");
        var code = code(fault);
        each.forEachRemaining(pending -> pending.waiters.forEach(w -> w.complete(Outcome.refused(code))));
    }

    private static ErrorCode code(@Nullable Throwable fault) {
        var cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return cause instanceof StoreFault known ? known.code() : ErrorCode.UNAVAILABLE;
    }

    private static ReadMarked marked(ReadPosition position) {
        return ReadMarked.newBuilder()
                .setReadSeq(position.readSeq())
                .setReadCounted(position.readCounted())
                .build();
    }
}
