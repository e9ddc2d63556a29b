package chat.hearth.core.message;

import java.time.InstantSource;

/// How fast one session may send: so many in any window of five seconds, counted in a token bucket that
/// refills evenly. Not safe for many threads; a session's requests are taken one after another.
public final class SendRate {
    private static final int WINDOW_MS = 5000;

    private final int perWindow;
    private final InstantSource clock;
    private double tokens;
    private long filledAtMs;

    /// A full bucket.
    ///
    /// @param perWindow sends per five seconds; 0 = no limit
    public SendRate(int perWindow, InstantSource clock) {
        this.perWindow = perWindow;
        this.clock = clock;
        this.tokens = perWindow;
        this.filledAtMs = clock.millis();
    }

    /// Takes one send. The answer is 0, or the milliseconds after which one is free again.
    public int take() {
        if (perWindow == 0) {
            return 0;
        }
        long now = clock.millis();
        double perMs = (double) perWindow / WINDOW_MS;
        tokens = Math.min(perWindow, tokens + Math.max(0, now - filledAtMs) * perMs);
        filledAtMs = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (int) Math.ceil((1 - tokens) / perMs);
    }
}
