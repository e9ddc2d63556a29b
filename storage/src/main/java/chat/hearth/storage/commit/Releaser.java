package chat.hearth.storage.commit;

import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import chat.hearth.storage.engine.Committed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells waiters and the listener what was committed, in the order of tickets, on a thread of its own.
///
/// A writer draws a ticket right before its COMMIT. What a transaction builds on was committed before it took
/// its locks, so that one's ticket is lower: the order of tickets is an order of commits, also across writers.
final class Releaser {
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);
    private static final Batch END = new Batch(Committed.NOTHING, List.of(), true);

    private record Batch(Committed committed, List<Settled> writes, boolean isEnd) {}

    private static final CommitListener NOBODY = new CommitListener() {
        @Override
        public void released(long mark, Change change) {}

        @Override
        public void committed(long mark) {}
    };

    private final ReentrantLock order = new ReentrantLock();
    /// Settled before one with a lower ticket: at most one per writer.
    private final Map<Long, Batch> earlyByTicket = new HashMap<>();
    private final BlockingQueue<Batch> handOver;
    private final Thread thread;
    private long nextTicket;
    private long nextHandedOver;
    private volatile CommitListener listener = NOBODY;
    private volatile long releasedMark;
    private volatile long toldMark;

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

    /// Whether a commit was released that no told mark covers yet.
    boolean isBehind() {
        return releasedMark > toldMark;
    }

    /// A place in the order. Every ticket must be released, or all later ones wait for it.
    long ticket() {
        order.lock();
        try {
            return nextTicket++;
        } finally {
            order.unlock();
        }
    }

    /// Waits while too many batches wait for release.
    void release(long ticket, Committed committed, List<Settled> writes) {
        order.lock();
        try {
            earlyByTicket.put(ticket, new Batch(committed, writes, false));
            for (var next = next(); next != null; next = next()) {
                put(next);
                nextHandedOver++;
            }
        } finally {
            order.unlock();
        }
    }

    private @Nullable Batch next() {
        return earlyByTicket.remove(nextHandedOver);
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
            long mark = batch.committed().mark();
            for (var write : batch.writes()) {
                guarded(write.answer());
                for (var change : write.changes()) {
                    guarded(() -> listener.released(mark, change));
                }
            }
            releasedMark = Math.max(releasedMark, mark);
            tellUpTo(Math.min(batch.committed().horizon() - 1, releasedMark));
        }
    }

    /// All below the horizon ended before this batch drew its ticket, so all of it is released. A mark above the last
    /// commit is not told: a database that crashes may give it out again.
    private void tellUpTo(long mark) {
        if (mark > toldMark) {
            guarded(() -> listener.committed(mark));
            toldMark = mark;
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
