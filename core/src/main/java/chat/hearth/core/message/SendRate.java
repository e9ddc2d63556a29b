package chat.hearth.core.message;

import java.time.InstantSource;

/// How fast one session may send: a bucket of so many sends that refills evenly in five seconds.
///
/// Who keeps to that number in every window of five seconds is never refused; nobody gets through more than
/// twice of it. Not safe for many threads; a session's requests are taken one after another.
public final class SendRate {
    private static final int WINDOW_MS = 5000;

    private final int perWindow;
    private final InstantSource clock;
    /// In 1/5000 of a send, so that a millisecond brings a whole number and nothing is lost to rounding.
    private long credit;

    private long filledAtMs;

    /// A full bucket.
    ///
    /// @param perWindow sends per five seconds; 0 = no limit
    public SendRate(int perWindow, InstantSource clock) {
        this.perWindow = perWindow;
        this.clock = clock;
        this.credit = full();
        this.filledAtMs = clock.millis();
    }

    /// Takes one send. The answer is 0, or the milliseconds after which one is free again.
    public int take() {
        if (perWindow == 0) {
            return 0;
        }
        long now = clock.millis();
        // A clock that was set back brings nothing, and counts on from where it is.
        long elapsed = Math.clamp(now - filledAtMs, 0, WINDOW_MS);
        credit = Math.min(full(), credit + elapsed * perWindow);
        filledAtMs = now;
        if (credit >= WINDOW_MS) {
            credit -= WINDOW_MS;
            return 0;
        }
        return (int) Math.ceilDiv(WINDOW_MS - credit, perWindow);
    }

    private long full() {
        return (long) perWindow * WINDOW_MS;
    }
}
