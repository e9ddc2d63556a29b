package chat.hearth.system;

import chat.hearth.client.ClientListener;
import chat.hearth.client.ClientOptions;
import chat.hearth.client.ClientParts;
import chat.hearth.client.HearthClient;
import chat.hearth.client.wire.Dialer;
import chat.hearth.client.wire.RouteOutcome;
import chat.hearth.client.wire.Router;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.v1.Message;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One device of a user: the real client over a [SimEdge], and what it was told.
final class SimDevice implements ClientListener {
    private static final URI SERVER = URI.create("http://sim");

    final String user;
    final HearthClient client;
    final Map<String, NavigableMap<Long, Message>> told = new HashMap<>();
    private final int room;
    private @Nullable SimEdge edge;
    private int repetitions;

    /// @param room frames that may wait on their way to it
    SimDevice(SimNode node, String user, String device, int room, long seed) {
        this.user = user;
        this.room = room;
        Router router = (token, answer) -> node.time.execute(() -> answer.accept(
                node.core
                                        .admission()
                                        .route(token, "")
                                        .<RouteOutcome>map(issued -> new RouteOutcome.Routed(
                                                "sim", List.of(URI.create(SimEdge.URL)), issued.ticket()))
                                instanceof Outcome.Done<RouteOutcome>(var way)
                        ? way
                        : new RouteOutcome.Unreachable("no ticket")));
        Dialer dialer = (_, events) -> {
            var opened = new SimEdge(node.dispatch, events, this.room);
            edge = opened;
            node.time.execute(() -> events.opened(opened));
        };
        var parts = new ClientParts(node.time, dialer, router, new SplittableRandom(seed));
        this.client = new HearthClient(parts, ClientOptions.of(SERVER, node.token(user, device)), this);
        var _ = client.connect();
        node.time.run();
    }

    @Nullable SimEdge edge() {
        return edge;
    }

    /// Connects at once if it is not connected.
    void comeBack() {
        if (edge == null || edge.isOver()) {
            client.wake();
        }
    }

    int repetitions() {
        return repetitions;
    }

    boolean isBusy() {
        return edge != null && edge.isBusy();
    }

    @Override
    public void onMessage(String conversation, Message message) {
        if (told.computeIfAbsent(conversation, _ -> new TreeMap<>()).put(message.getSeq(), message) != null) {
            repetitions++;
        }
    }
}
