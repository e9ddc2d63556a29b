package chat.hearth.app.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Counts failed log-ins per name: after more than five within five minutes the name rests for five minutes.
/// Names without an account are counted alike, so that resting tells nothing.
final class Failures {
    static final int MAX_FAILURES = 5;
    static final Duration REST = Duration.ofMinutes(5);

    private static final int MAX_NAMES = 100_000;
    private static final int TURNS = 256;

    private record Count(int failures, long lastAtMs) {}

    private final InstantSource clock;
    private final Map<String, Count> byName = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MAX_NAMES;
        }
    };

    private final Lock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    /// Whose turn it is to try a name; a few names share one.
    Lock turn(String name) {
        return turns[Math.floorMod(name.hashCode(), TURNS)];
    }

    synchronized boolean areTooMany(String name) {
        return fresh(name).failures > MAX_FAILURES;
    }

    synchronized void add(String name) {
        int before = fresh(name).failures;
        byName.remove(name);
        byName.put(name, new Count(before + 1, clock.millis()));
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }

    private Count fresh(String name) {
        var count = byName.getOrDefault(name, new Count(0, 0));
        return count.lastAtMs + REST.toMillis() > clock.millis() ? count : new Count(0, 0);
    }
}
