package chat.hearth.storage.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded queue from many threads to one writer, which takes all that is there up to a batch.
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
    private final AtomicInteger room;
    private boolean isClosed;

    /// @param room how many more writes may wait; several queues may share it
    WriteQueue(AtomicInteger room) {
        this.room = room;
    }

    Offer offer(Write write) {
        lock.lock();
        try {
            if (isClosed) {
                return Offer.CLOSED;
            }
            if (room.getAndUpdate(left -> left > 0 ? left - 1 : left) <= 0) {
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
            room.addAndGet(batch.size());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Gives back, before all others, what was taken and could not be written yet. Never more than a batch,
    /// which may exceed the room by that much.
    void putBack(List<Write> writes) {
        lock.lock();
        try {
            room.addAndGet(-writes.size());
            writes.reversed().forEach(waiting::addFirst);
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
