package chat.hearth.client;

import java.util.random.RandomGenerator;

/// How long to wait before the next attempt (G10): the first time uniformly in 0 … spread, so that all
/// clients of a node that died do not come at once, then exponentially growing with full jitter.
final class Backoff {
    static final long CAP_MS = 30_000;
    private static final long BASE_MS = 500;
    private static final int MAX_DOUBLINGS = 6;

    private final RandomGenerator random;
    private int attempts;
    private long spreadMs = BASE_MS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// The server named the window of the first retry.
    void spread(long ms) {
        spreadMs = Math.min(Math.max(0, ms), CAP_MS);
    }

    /// All is well again: the next trouble is a first one.
    void reset() {
        attempts = 0;
    }

    long nextMs() {
        int attempt = attempts++;
        long window = attempt == 0 ? spreadMs : Math.min(CAP_MS, BASE_MS << Math.min(attempt, MAX_DOUBLINGS));
        return random.nextLong(window + 1);
    }
}
