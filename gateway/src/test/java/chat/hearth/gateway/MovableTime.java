package chat.hearth.gateway;

import chat.hearth.gateway.connection.Connections.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still until it is moved.
public final class MovableTime implements InstantSource {
    private static final long START_MS = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private final AtomicLong passedNanos = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(START_MS).plusNanos(passedNanos.get());
    }

    /// Lets time pass.
    public void pass(Duration time) {
        passedNanos.addAndGet(time.toNanos());
    }

    Clocks clocks() {
        return new Clocks(this, passedNanos::get);
    }
}
