package chat.hearth.gateway.connection;

import chat.hearth.protocol.v1.Endpoint;
import java.util.List;

/// What is kept of the request that opened a socket. One object serves all sockets opened alike.
///
/// @param origin the page's origin; empty = not a browser
/// @param endpoints where the client finds this node again
/// @param files where it finds the file store
public record Opening(String origin, List<Endpoint> endpoints, String files) {
    public Opening {
        endpoints = List.copyOf(endpoints);
    }
}
