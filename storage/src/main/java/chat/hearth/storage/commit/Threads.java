package chat.hearth.storage.commit;

import java.util.concurrent.Callable;

/// Waiting on the store's own threads, which are ended by closing and never by interruption.
final class Threads {
    private static final long CLOSE_MS = 30_000;

    private Threads() {}

    /// A wait that may be interrupted.
    @FunctionalInterface
    interface Wait {
        void run() throws InterruptedException;
    }

    static void uninterrupted(Wait wait) {
        uninterrupted(() -> {
            wait.run();
            return true;
        });
    }

    static <T> T uninterrupted(Callable<T> wait) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return wait.call();
                } catch (InterruptedException _) {
                    wasInterrupted = true;
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for a thread to end, at most half a minute.
    static void join(Thread thread) {
        uninterrupted(() -> thread.join(CLOSE_MS));
    }
}
