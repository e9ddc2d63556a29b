package chat.hearth.storage.postgres;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Transaction;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done now and then, beside the commits.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long TELL_MS = 250;
    private static final long LOOK_MS = 5_000;
    private static final long SWEEP_MS = 60_000;
    private static final long CLOSE_S = 30;

    private final GroupCommit commits;
    private final SoleUse use;
    private final Consumer<Throwable> onLost;
    private final ScheduledExecutorService thread;

    /// @param onLost must end the process: another server has the database
    Upkeep(GroupCommit commits, SoleUse use, Consumer<Throwable> onLost) {
        this.commits = commits;
        this.use = use;
        this.onLost = onLost;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("hearth-upkeep").factory());
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::tell, TELL_MS, TELL_MS, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        var _ = thread.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /// A commit learns only at the next one's start that all before it has ended. Where no next one comes, an
    /// empty one tells.
    private void tell() {
        if (commits.isTellingBehind() && commits.queued() == 0) {
            var _ = commits.submit(_ -> Applied.quietly(true)).exceptionally(fault -> false);
        }
    }

    private void look() {
        if (!use.isStillOurs()) {
            onLost.accept(new IllegalStateException("another server uses the database"));
        }
    }

    private void sweep() {
        var _ = commits.submit(Transaction::sweep).whenComplete((hasMore, fault) -> {
            if (fault != null && !(fault instanceof StoreUnavailable)) {
                LOG.warn("Old rows could not be removed", fault);
            } else if (fault == null && hasMore && !thread.isShutdown()) {
                sweep();
            }
        });
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
                LOG.warn("The database's lock was still looked after when the store closed");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        use.close();
    }
}
