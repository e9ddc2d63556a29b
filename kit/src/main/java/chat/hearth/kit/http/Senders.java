package chat.hearth.kit.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Finds out who sent a request.
final class Senders {
    private Senders() {}

    /// The client behind the connection and its proxies.
    static Client client(TrustedProxies proxies, HttpServerRequest request, Headers headers) {
        String peer = request.connection().remoteAddress().hostAddress();
        String address = peer == null ? "" : Network.canonical(peer);
        String ownScheme = request.connection().isSsl() ? "https" : "http";
        return new Client(
                proxies.clientAddress(address, headers),
                proxies.scheme(address, ownScheme, headers),
                hostOf(request, headers),
                proxies.isTrusted(address));
    }

    private static String hostOf(HttpServerRequest request, Headers headers) {
        String host = headers.first("host");
        if (host != null) {
            return host;
        }
        @Nullable HostAndPort authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    /// The id that a trusted proxy gave the request, or a fresh one.
    static String requestId(Client client, Headers headers) {
        List<String> given = headers.all("x-request-id");
        boolean isTaken =
                client.isProxied() && given.size() == 1 && given.getFirst().matches("[A-Za-z0-9_.-]{8,64}");
        return isTaken
                ? given.getFirst()
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
