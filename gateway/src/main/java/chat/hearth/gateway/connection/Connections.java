package chat.hearth.gateway.connection;

import chat.hearth.core.Core;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.gateway.front.ClientSocket;
import chat.hearth.gateway.front.SocketAcceptor;
import chat.hearth.gateway.front.SocketListener;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GoAway;
import chat.hearth.protocol.v1.ServerFrame;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// All WebSocket connections of this node: who may open one, and how all of them end.
public final class Connections implements SocketAcceptor {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int PULSES_PER_HEARTBEAT = 20;

    private final int most;
    private final OpeningRules rules;
    private final ConnectionScope scope;
    private volatile boolean isDraining;

    /// Judges where an opening comes from.
    @FunctionalInterface
    public interface OpeningRules {
        /// What is kept of an opening, or why it is refused. Called on event loops.
        Outcome<Opening> judge(HttpRequest request, Channel channel);
    }

    /// The two clocks: of the day for what clients are told, monotonic for waiting.
    public record Clocks(InstantSource wall, LongSupplier nanoTime) {
        /// The machine's own.
        public static Clocks system() {
            return new Clocks(InstantSource.system(), System::nanoTime);
        }
    }

    /// What connections need of the rest of the node.
    public record Surroundings(Core core, OpeningRules rules, NodeCard card, Metrics metrics, Clocks clocks) {}

    /// Connections to a core.
    ///
    /// @param most open at the same time
    public Connections(int most, ConnectionLimits limits, Surroundings node) {
        this.most = most;
        this.rules = node.rules();
        var clocks = node.clocks();
        var pause = limits.heartbeat().dividedBy(PULSES_PER_HEARTBEAT);
        var heartbeat = new Heartbeat(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, clocks.nanoTime());
        var dispatch = new Dispatch(node.core(), node.card(), limits.heartbeat(), clocks.wall());
        this.scope = new ConnectionScope(limits, dispatch, heartbeat, new Traffic(node.metrics()), clocks.nanoTime());
    }

    /// Open connections.
    public int count() {
        return scope.traffic().connections.get();
    }

    @Override
    public Outcome<Function<ClientSocket, SocketListener>> judge(HttpRequest request, Channel channel) {
        var opening = isDraining
                ? Outcome.<Opening>refused(ErrorCode.UNAVAILABLE, "The node is stopping.")
                : rules.judge(request, channel).then(this::ifThereIsRoom);
        if (opening instanceof Outcome.Refused<Opening>) {
            scope.traffic().openingsRefused.increment();
        }
        return opening.map(kept -> socket -> open(socket, kept));
    }

    /// Takes no more openings, and asks every client to move within the window.
    public void drain(String reason, Duration window) {
        isDraining = true;
        var frame = new SharedFrame(ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReason(reason).setMinMs(0).setMaxMs((int) window.toMillis()))
                .build());
        scope.heartbeat().forEach(connection -> connection.reply(frame));
    }

    /// Closes every connection, because the node stops.
    public void closeAll() {
        isDraining = true;
        scope.heartbeat().forEach(connection -> connection.close(CloseCode.NODE_STOPPING, "the node is stopping"));
    }

    private Outcome<Opening> ifThereIsRoom(Opening opening) {
        return count() < most
                ? Outcome.done(opening)
                : Outcome.refused(ErrorCode.OVERLOADED, "The node has limits.connections open connections.");
    }

    private Connection open(ClientSocket socket, Opening opening) {
        scope.traffic().connections.incrementAndGet();
        var connection = new Connection(scope, socket, opening);
        scope.heartbeat().watch(connection);
        return connection;
    }
}
