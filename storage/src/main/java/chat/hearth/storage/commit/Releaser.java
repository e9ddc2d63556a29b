package chat.hearth.storage.commit;

import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells waiters and the listener what was committed, in commit order, on a thread of its own.
final class Releaser {
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);
    private static final Batch END = new Batch(0, List.of(), true);

    /// @param mark 0 if nothing was committed
    private record Batch(long mark, List<Settled> writes, boolean isEnd) {}

    private static final CommitListener NOBODY = new CommitListener() {
        @Override
        public void released(long mark, Change change) {}

        @Override
        public void committed(long mark) {}
    };

    private final BlockingQueue<Batch> handOver;
    private final Thread thread;
    private volatile CommitListener listener = NOBODY;

    Releaser(int handOverMax) {
        handOver = new ArrayBlockingQueue<>(handOverMax);
        thread = Thread.ofPlatform().name("hearth-release").start(this::run);
    }

    void follow(CommitListener follower) {
        if (listener != NOBODY) {
            throw new IllegalStateException("the commits are followed already");
        }
        listener = follower;
    }

    /// Waits while too many batches wait for release.
    void release(long mark, List<Settled> writes) {
        put(new Batch(mark, writes, false));
    }

    /// Releases what was handed over, and ends.
    void close() {
        put(END);
        Threads.join(thread);
    }

    private void put(Batch batch) {
        Threads.uninterrupted(() -> handOver.put(batch));
    }

    private void run() {
        for (var batch = take(); !batch.isEnd(); batch = take()) {
            for (var write : batch.writes()) {
                guarded(write.answer());
                for (var change : write.changes()) {
                    long mark = batch.mark();
                    guarded(() -> listener.released(mark, change));
                }
            }
            if (batch.mark() > 0) {
                long mark = batch.mark();
                guarded(() -> listener.committed(mark));
            }
        }
    }

    private Batch take() {
        return Threads.uninterrupted(handOver::take);
    }

    /// A fault of one follower must not silence the others.
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A follower of the commits failed", e);
        }
    }
}
