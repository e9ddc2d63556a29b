package chat.hearth.client.fake;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Refusal;
import chat.hearth.client.wire.RouteOutcome;
import chat.hearth.client.wire.Router;
import chat.hearth.protocol.v1.ErrorCode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// Routes `token-USER` to the given endpoints with `ticket-USER`, unless told to answer otherwise first.
public final class FakeRouter implements Router {
    public final List<String> asked = new ArrayList<>();
    public final Queue<RouteOutcome> answers = new ArrayDeque<>();
    public List<URI> endpoints = List.of(URI.create("ws://one/ws"));
    private final ClientLoop loop;

    public FakeRouter(ClientLoop loop) {
        this.loop = loop;
    }

    public void refuseNext(ErrorCode code) {
        answers.add(new RouteOutcome.Refused(Refusal.of(code)));
    }

    @Override
    public void route(String token, Consumer<RouteOutcome> answer) {
        asked.add(token);
        var prepared = answers.poll();
        var outcome = prepared == null
                ? new RouteOutcome.Routed("n1", endpoints, token.replace("token-", "ticket-"))
                : prepared;
        loop.execute(() -> answer.accept(outcome));
    }
}
