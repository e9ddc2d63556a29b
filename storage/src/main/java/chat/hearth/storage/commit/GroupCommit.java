package chat.hearth.storage.commit;

import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/// Collects writes into transactions; see the package.
public final class GroupCommit implements AutoCloseable {
    private final StoreMeter meter;
    private final Releaser releaser;
    private final List<Lane> lanes;

    /// Starts the threads of one writer.
    ///
    /// @param engine used, and closed, by the writer thread alone
    /// @param onUncertainCommit must end the process
    public GroupCommit(Engine engine, CommitLimits limits, StoreMeter meter, Consumer<Throwable> onUncertainCommit) {
        this(List.of(engine), limits, meter, onUncertainCommit);
    }

    /// Starts the threads of several writers, among which conversations are divided.
    ///
    /// @param engines each used, and closed, by one writer thread
    /// @param onUncertainCommit must end the process
    public GroupCommit(
            List<? extends Engine> engines,
            CommitLimits limits,
            StoreMeter meter,
            Consumer<Throwable> onUncertainCommit) {
        this.meter = meter;
        this.releaser = new Releaser(limits.handOverMax());
        var shared = new Lane.Shared(limits, new AtomicInteger(limits.queueMax()), releaser, meter, onUncertainCommit);
        var started = new ArrayList<Lane>();
        for (var engine : engines) {
            started.add(new Lane("hearth-writer-" + (started.size() + 1), engine, shared));
        }
        this.lanes = List.copyOf(started);
    }

    /// See [chat.hearth.core.store.Store#follow].
    public void follow(CommitListener listener) {
        releaser.follow(listener);
    }

    /// See [chat.hearth.core.message.MessageStore#append].
    public void append(PendingMessage message, Consumer<AppendOutcome> done) {
        submit(new Write.Append(message, done));
    }

    /// Queues work that names no conversation and moves no personal log for the next transaction. The future
    /// ends on the releasing thread, with [StoreUnavailable] if nothing was stored.
    public <T> CompletableFuture<T> submit(Function<Transaction, Applied<T>> work) {
        return submit(Scope.NONE, work);
    }

    <T> CompletableFuture<T> submit(Scope scope, Function<Transaction, Applied<T>> work) {
        var done = new CompletableFuture<T>();
        submit(new Write.Task<>(scope, work, done));
        return done;
    }

    /// How many writes wait for a transaction.
    public int queued() {
        return lanes.stream().mapToInt(lane -> lane.queue().size()).sum();
    }

    /// Whether something was committed and released that the listener was told no mark for yet. Any later
    /// commit may tell it, one that changes nothing too.
    public boolean isTellingBehind() {
        return releaser.isBehind();
    }

    /// Writes what has queued, releases it, closes the engines.
    @Override
    public void close() {
        lanes.forEach(lane -> lane.queue().close());
        lanes.forEach(Lane::close);
        releaser.close();
    }

    private void submit(Write write) {
        switch (laneOf(write.scope()).queue().offer(write)) {
            case TAKEN -> {}
            case FULL -> {
                meter.writeQueueFull();
                write.fail(new StoreOverloaded("the write queue is full"));
            }
            case CLOSED -> write.fail(new StoreUnavailable("the store is closed"));
        }
    }

    /// What names no conversation goes through the first.
    private Lane laneOf(Scope scope) {
        return lanes.get(Math.floorMod(scope.conversation(), lanes.size()));
    }
}
