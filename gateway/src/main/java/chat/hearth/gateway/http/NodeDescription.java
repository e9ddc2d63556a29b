package chat.hearth.gateway.http;

import java.util.Map;

/// What a node says of itself to anybody.
///
/// @param limits under the names of the protocol
public record NodeDescription(String version, String node, String environment, Map<String, Integer> limits) {
    public NodeDescription {
        limits = Map.copyOf(limits);
    }
}
