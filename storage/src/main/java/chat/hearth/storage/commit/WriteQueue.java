package chat.hearth.storage.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded queue from many threads to the writer, which takes all that is there up to a batch.
final class WriteQueue {
    /// What became of an offer.
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Write> waiting = new ArrayDeque<>();
    private final int max;
    private boolean isClosed;

    WriteQueue(int max) {
        this.max = max;
    }

    Offer offer(Write write) {
        lock.lock();
        try {
            if (isClosed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= max) {
                return Offer.FULL;
            }
            waiting.add(write);
            if (waiting.size() == 1) {
                filled.signal();
            }
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the first write, without limit: an idle store waits here. Empty: closed and drained.
    List<Write> take(int batchMax) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !isClosed) {
                filled.awaitUninterruptibly();
            }
            var batch = new ArrayList<Write>(Math.min(batchMax, waiting.size()));
            while (batch.size() < batchMax && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
