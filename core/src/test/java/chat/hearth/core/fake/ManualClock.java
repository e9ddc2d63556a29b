package chat.hearth.core.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is set.
public final class ManualClock implements InstantSource {
    private final AtomicLong nowMs = new AtomicLong(Rows.AT);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs.get());
    }

    /// Moves on, or back.
    public void pass(Duration time) {
        nowMs.addAndGet(time.toMillis());
    }
}
