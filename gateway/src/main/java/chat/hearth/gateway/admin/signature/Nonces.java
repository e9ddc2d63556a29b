package chat.hearth.gateway.admin.signature;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// The nonces of the last minutes, so that each is taken once. Bounded: when it is full nothing is taken,
/// because forgetting early would open the door to repetition. Safe for many threads.
final class Nonces {
    private final Map<String, Long> takenAtMs = new LinkedHashMap<>();
    private final Duration memory;
    private final int most;
    private final InstantSource clock;

    /// What became of a nonce.
    enum Taken {
        FIRST,
        AGAIN,
        FULL
    }

    /// @param memory longer than any signature is valid
    Nonces(Duration memory, int most, InstantSource clock) {
        this.memory = memory;
        this.most = most;
        this.clock = clock;
    }

    synchronized Taken take(String nonce) {
        long now = clock.millis();
        forgetBefore(now - memory.toMillis());
        if (takenAtMs.containsKey(nonce)) {
            return Taken.AGAIN;
        }
        if (takenAtMs.size() >= most) {
            return Taken.FULL;
        }
        takenAtMs.put(nonce, now);
        return Taken.FIRST;
    }

    private void forgetBefore(long ms) {
        for (var oldest = takenAtMs.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next() > ms) {
                return;
            }
            oldest.remove();
        }
    }
}
