package chat.hearth.client.request;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.protocol.id.Cid;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The server's time, carried on by the monotonic clock: a wrong or jumping clock of this machine changes
/// no cid.
public final class ServerClock {
    private final ClientLoop loop;
    private final RandomGenerator random;
    private long serverTimeMs;
    private long toldAtNanos;

    /// Until [#told] this stands at 0.
    public ServerClock(ClientLoop loop, RandomGenerator random) {
        this.loop = loop;
        this.random = random;
    }

    /// The server said what time it is.
    public void told(long timeMs) {
        if (timeMs > 0) {
            serverTimeMs = timeMs;
            toldAtNanos = loop.nanoTime();
        }
    }

    /// Milliseconds since 1970-01-01 UTC, as the server counts them.
    public long nowMs() {
        return serverTimeMs + TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - toldAtNanos);
    }

    /// A cid stamped with the server's time.
    public Cid newCid() {
        return Cid.of(nowMs(), random.nextLong(), random.nextLong());
    }
}
