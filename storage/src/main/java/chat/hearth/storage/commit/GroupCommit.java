package chat.hearth.storage.commit;

import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.engine.UncertainCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects writes into transactions of one engine; see the package.
public final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Engine engine;
    private final CommitLimits limits;
    private final StoreMeter meter;
    private final Consumer<Throwable> onUncertainCommit;
    private final WriteQueue queue;
    private final Releaser releaser;
    private final Thread writer;
    private boolean isFailing;

    /// Starts the threads.
    ///
    /// @param engine used, and closed, by the writer thread alone
    /// @param onUncertainCommit must end the process
    public GroupCommit(Engine engine, CommitLimits limits, StoreMeter meter, Consumer<Throwable> onUncertainCommit) {
        this.engine = engine;
        this.limits = limits;
        this.meter = meter;
        this.onUncertainCommit = onUncertainCommit;
        this.queue = new WriteQueue(limits.queueMax());
        this.releaser = new Releaser(limits.handOverMax());
        this.writer = Thread.ofPlatform().name("hearth-writer").start(this::run);
    }

    /// See [chat.hearth.core.store.Store#follow].
    public void follow(CommitListener listener) {
        releaser.follow(listener);
    }

    /// See [chat.hearth.core.message.MessageStore#append].
    public void append(PendingMessage message, Consumer<AppendOutcome> done) {
        submit(new Write.Append(message, done));
    }

    /// Queues work for the next transaction. The future ends on the releasing thread, with
    /// [StoreUnavailable] if nothing was stored.
    public <T> CompletableFuture<T> submit(Function<Transaction, Applied<T>> work) {
        var done = new CompletableFuture<T>();
        submit(new Write.Task<>(work, done));
        return done;
    }

    /// How many writes wait for a transaction.
    public int queued() {
        return queue.size();
    }

    /// Writes what has queued, releases it, closes the engine.
    @Override
    public void close() {
        queue.close();
        Threads.join(writer);
        releaser.close();
    }

    private void submit(Write write) {
        switch (queue.offer(write)) {
            case TAKEN -> {}
            case FULL -> {
                meter.writeQueueFull();
                write.fail(new StoreOverloaded("the write queue is full"));
            }
            case CLOSED -> write.fail(closed());
        }
    }

    private static StoreUnavailable closed() {
        return new StoreUnavailable("the store is closed");
    }

    private void run() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                commit(batch);
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
        return queue.take(limits.batchMax());
    }

    private void refuseTheRest() {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            refuse(batch, closed());
        }
    }

    /// Halves the batch until the write at fault stands alone, so that it is the only one refused.
    private void commit(List<Write> batch) {
        try {
            commitWhole(batch);
        } catch (UncertainCommit e) {
            throw e;
        } catch (StoreUnavailable e) {
            reportFailing(e);
            meter.writesRefused(batch.size());
            refuse(batch, e);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                LOG.error("Refused a write that can't be stored", e);
                refuse(batch, e);
            } else {
                int half = batch.size() / 2;
                commit(batch.subList(0, half));
                commit(batch.subList(half, batch.size()));
            }
        }
    }

    private void commitWhole(List<Write> batch) {
        long start = System.nanoTime();
        var transaction = engine.begin();
        List<Settled> settled;
        long mark;
        try {
            settled = apply(transaction, batch);
            mark = transaction.commit();
        } catch (UncertainCommit e) {
            throw e;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        meter.committed(batch.size(), System.nanoTime() - start);
        reportWorking();
        releaser.release(mark, settled);
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
        releaser.release(0, refused);
    }

    private static List<Settled> apply(Transaction transaction, List<Write> batch) {
        var settled = new ArrayList<Settled>(batch.size());
        var run = new ArrayList<Write.Append>(batch.size());
        for (var write : batch) {
            switch (write) {
                case Write.Append append -> run.add(append);
                case Write.Task<?> task -> {
                    append(transaction, run, settled);
                    settled.add(apply(transaction, task));
                }
            }
        }
        append(transaction, run, settled);
        return settled;
    }

    private static <T> Settled apply(Transaction transaction, Write.Task<T> task) {
        var applied = task.work().apply(transaction);
        return new Settled(() -> task.done().complete(applied.value()), applied.changes());
    }

    private static void append(Transaction transaction, List<Write.Append> run, List<Settled> settled) {
        if (run.isEmpty()) {
            return;
        }
        var outcomes =
                transaction.append(run.stream().map(Write.Append::pending).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            settled.add(settle(run.get(i), outcomes.get(i)));
        }
        run.clear();
    }

    private static Settled settle(Write.Append append, AppendOutcome outcome) {
        List<Change> changes = outcome instanceof AppendOutcome.Stored stored && !stored.isDuplicate()
                ? List.of(new Change.MessageAppended(append.pending().message(), stored))
                : List.of();
        return new Settled(() -> append.done().accept(outcome), changes);
    }
}
