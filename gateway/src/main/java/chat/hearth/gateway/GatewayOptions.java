package chat.hearth.gateway;

import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.kit.http.HostCheck;
import chat.hearth.kit.http.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;

/// How an IM node faces the world.
///
/// @param connection limits of each WebSocket
/// @param connections open at the same time
/// @param reconnectSpread over which clients spread their first retry
public record GatewayOptions(
        Identity identity,
        Access access,
        ConnectionLimits connection,
        ToldLimits told,
        int connections,
        Duration reconnectSpread) {

    /// Who this node is.
    ///
    /// @param node its name
    /// @param version of the program
    /// @param data the folder whose disk `/admin/health` tells of
    public record Identity(String node, String version, Path data) {}

    /// Who is believed, and which names are this node's.
    ///
    /// @param proxies whose forwarded headers are believed
    /// @param hosts which Host fields are taken for WebSocket openings; the HTTP server has a check of its
    ///   own
    public record Access(TrustedProxies proxies, HostCheck hosts) {}

    /// Limits that core applies and clients are told, see the protocol's `Limits`.
    public record ToldLimits(int textCharacters, int bodyBytes, int sendsPer5s, int groupMembers, int fileBytes) {}
}
