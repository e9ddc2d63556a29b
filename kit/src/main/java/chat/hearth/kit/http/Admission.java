package chat.hearth.kit.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Counts the requests that are being answered, up to a limit; after [#close()] it lets none in.
final class Admission {
    private final int limit;
    private final Semaphore places;
    private volatile boolean isClosed;

    Admission(int limit) {
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /// Whether the request may come in; who came in must [#leave()].
    boolean tryEnter() {
        return !isClosed && places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /// Waits until nobody is in; false when that takes longer than `bound`.
    boolean awaitEmpty(Duration bound) throws InterruptedException {
        boolean isEmpty = places.tryAcquire(limit, bound.toNanos(), TimeUnit.NANOSECONDS);
        if (isEmpty) {
            places.release(limit);
        }
        return isEmpty;
    }
}
