package chat.hearth.client.wire;

import java.util.function.Consumer;

/// Asks `/route` which nodes to go to.
public interface Router {
    /// Asks with this token; `answer` is called once, on the client's loop.
    void route(String token, Consumer<RouteOutcome> answer);
}
