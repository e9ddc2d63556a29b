package chat.hearth.client.wire;

import java.net.URI;
import java.util.List;

/// What `/route` answered.
public sealed interface RouteOutcome {
    /// A way in.
    ///
    /// @param endpoints in the order to try them; any of them serves any user
    /// @param ticket lets this device in once
    record Routed(String node, List<URI> endpoints, String ticket) implements RouteOutcome {
        public Routed {
            endpoints = List.copyOf(endpoints);
        }
    }

    /// The server said no.
    record Refused(Refusal refusal) implements RouteOutcome {}

    /// Nobody who could say answered.
    record Unreachable(String cause) implements RouteOutcome {}
}
