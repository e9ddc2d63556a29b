package chat.hearth.storage.commit;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.engine.UncertainCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer: a queue, a thread, an engine. All writes to one conversation go through one lane, in order.
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_TRIES = 5;

    private final Engine engine;
    private final int batchMax;
    private final Releaser releaser;
    private final StoreMeter meter;
    private final Consumer<Throwable> onUncertainCommit;
    private final WriteQueue queue;
    private final Skips skips = new Skips();
    private final Thread thread;
    private boolean isFailing;

    /// What lanes share.
    record Shared(
            CommitLimits limits,
            AtomicInteger room,
            Releaser releaser,
            StoreMeter meter,
            Consumer<Throwable> onUncertainCommit) {}

    /// Starts the thread.
    Lane(String name, Engine engine, Shared shared) {
        this.engine = engine;
        this.batchMax = shared.limits().batchMax();
        this.releaser = shared.releaser();
        this.meter = shared.meter();
        this.onUncertainCommit = shared.onUncertainCommit();
        this.queue = new WriteQueue(shared.room());
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    WriteQueue queue() {
        return queue;
    }

    /// Writes what has queued, and ends.
    void close() {
        queue.close();
        Threads.join(thread);
    }

    private void run() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                commitInParts(batch);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The outcome of a commit is unknown; the process must end", e);
            queue.close();
            onUncertainCommit.accept(e);
            refuseTheRest();
        } finally {
            engine.close();
        }
    }

    private List<Write> take() {
        return queue.take(batchMax);
    }

    private void refuseTheRest() {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            refuse(batch, new StoreUnavailable("the store is closed"));
        }
    }

    /// First, waiting for them, the conversations that were skipped too often; then the others.
    private void commitInParts(List<Write> batch) {
        var overdue = batch.stream().filter(skips::isOverdue).toList();
        if (overdue.isEmpty()) {
            commit(batch, false);
            return;
        }
        var rest = batch.stream().filter(write -> !skips.isOverdue(write)).toList();
        commit(overdue, true);
        skips.forget(overdue);
        if (!rest.isEmpty()) {
            commit(rest, false);
        }
    }

    /// Halves the batch until the write at fault stands alone, so that it is the only one refused. The halves
    /// wait for conversations: one skipped in the first half must not be written in the second.
    private void commit(List<Write> batch, boolean isPatient) {
        try {
            commitRepeatedly(batch, isPatient);
        } catch (UncertainCommit e) {
            throw e;
        } catch (StoreUnavailable e) {
            reportFailing(e);
            meter.writesRefused(batch.size());
            refuse(batch, e);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                LOG.error("Refused a write that can't be stored", e);
                refuse(batch, e instanceof LostTransaction lost ? givenUp(lost) : e);
            } else {
                int half = batch.size() / 2;
                commit(batch.subList(0, half), true);
                commit(batch.subList(half, batch.size()), true);
            }
        }
    }

    private static StoreUnavailable givenUp(LostTransaction lost) {
        return new StoreUnavailable("given up after " + MAX_TRIES + " tries", lost);
    }

    private void commitRepeatedly(List<Write> batch, boolean isPatient) {
        for (int tries = 1; ; tries++) {
            try {
                commitWhole(batch, isPatient);
                return;
            } catch (LostTransaction e) {
                LOG.info("A transaction was lost, try {}: {}", tries, e.getMessage());
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void commitWhole(List<Write> batch, boolean isPatient) {
        long start = System.nanoTime();
        var transaction = engine.begin(Batches.claims(batch, isPatient));
        var held = new ArrayList<Write>(batch.size());
        var skipped = new ArrayList<Write>();
        try {
            for (var write : batch) {
                (transaction.skipped().contains(write.scope().conversation()) ? skipped : held).add(write);
            }
            commitHeld(transaction, held, start);
        } catch (UncertainCommit e) {
            throw e;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        skips.count(skipped);
        skips.forget(held);
        queue.putBack(skipped);
    }

    private void commitHeld(Transaction transaction, List<Write> held, long start) {
        if (held.isEmpty()) {
            transaction.rollback();
            return;
        }
        var settled = Batches.apply(transaction, held);
        commit(transaction, settled);
        meter.committed(held.size(), System.nanoTime() - start);
        reportWorking();
    }

    /// A ticket that was drawn is released whatever happens, or the other lanes would wait for it for ever.
    private void commit(Transaction transaction, List<Settled> settled) {
        long ticket = releaser.ticket();
        var committed = Committed.NOTHING;
        List<Settled> released = List.of();
        try {
            committed = transaction.commit();
            released = settled;
        } finally {
            releaser.release(ticket, committed, released);
        }
    }

    private void reportFailing(StoreUnavailable e) {
        if (!isFailing) {
            LOG.error("The store can't be written; writes are refused until it can", e);
        }
        isFailing = true;
    }

    private void reportWorking() {
        if (isFailing) {
            LOG.info("The store can be written again");
        }
        isFailing = false;
    }

    private void refuse(List<Write> batch, RuntimeException why) {
        var refused = new ArrayList<Settled>(batch.size());
        batch.forEach(write -> refused.add(new Settled(() -> write.fail(why), List.of())));
        releaser.release(releaser.ticket(), Committed.NOTHING, refused);
    }
}
