package chat.hearth.gateway.connection;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Every open connection, by event loop, and the timer of each loop that looks after all of its connections:
/// a timer each would cost more memory than an idle connection has.
final class Heartbeat {
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Map<EventLoop, Beats> byLoop = new ConcurrentHashMap<>();

    /// A heartbeat with this pause between two looks at a connection.
    Heartbeat(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    Duration pause() {
        return pause;
    }

    /// To be called on the connection's event loop.
    void watch(Connection connection) {
        byLoop.computeIfAbsent(connection.socket().loop(), Beats::new).add(connection);
    }

    /// To be called on the connection's event loop.
    void forget(Connection connection) {
        var beats = byLoop.get(connection.socket().loop());
        if (beats != null) {
            beats.remove(connection);
        }
    }

    /// Visits every connection on its own event loop, soon.
    void forEach(Consumer<Connection> visit) {
        byLoop.forEach((loop, beats) -> loop.execute(() -> beats.forEach(visit)));
    }

    /// The connections of one loop; only touched on it.
    private final class Beats {
        private final List<Connection> connections = new ArrayList<>();

        Beats(EventLoop loop) {
            var _ = loop.scheduleAtFixedRate(this::beat, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        void add(Connection connection) {
            connection.place(connections.size());
            connections.add(connection);
        }

        /// The last one takes the place of the one that leaves.
        void remove(Connection connection) {
            var last = connections.removeLast();
            if (last != connection) {
                connections.set(connection.place(), last);
                last.place(connection.place());
            }
        }

        void forEach(Consumer<Connection> visit) {
            // A visited connection may leave, which moves the last one to its place: from the end none is missed.
            for (int i = connections.size() - 1; i >= 0; i--) {
                visit.accept(connections.get(i));
            }
        }

        private void beat() {
            long now = nanoTime.getAsLong();
            forEach(connection -> connection.pulse(now));
        }
    }
}
