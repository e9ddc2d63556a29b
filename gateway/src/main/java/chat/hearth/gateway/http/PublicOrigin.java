package chat.hearth.gateway.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// An origin as browsers send it (RFC 6454 §6.2): scheme, host, and the port unless it is the scheme's own.
///
/// @param scheme `http` or `https`
/// @param authority in lower case, without the scheme's own port
public record PublicOrigin(String scheme, String authority) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /// Reads an origin; empty for anything else, `null` and origins with a path among it.
    public static Optional<PublicOrigin> parse(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean isWeb = scheme.equals("http") || scheme.equals("https");
            boolean isBare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return isWeb && isBare ? Optional.of(of(scheme, uri.getHost(), uri.getPort())) : Optional.empty();
        } catch (URISyntaxException notAnOrigin) {
            return Optional.empty();
        }
    }

    /// The origin of a request with this Host field; empty if that is none.
    public static Optional<PublicOrigin> ofHost(String scheme, String host) {
        return parse(scheme + "://" + host);
    }

    /// As browsers send it.
    public String text() {
        return scheme + "://" + authority;
    }

    /// The authority without its port; IPv6 addresses keep their brackets.
    public String host() {
        return authority.replaceFirst(":[0-9]+$", "");
    }

    /// The address of a WebSocket path at this origin: secure if and only if the origin is.
    public String webSocket(String path) {
        return (scheme.equals("https") ? "wss://" : "ws://") + authority + path;
    }

    private static PublicOrigin of(String scheme, String host, int port) {
        boolean isOwnPort = port < 0 || port == (scheme.equals("http") ? HTTP_PORT : HTTPS_PORT);
        var name = host.toLowerCase(Locale.ROOT);
        return new PublicOrigin(scheme, isOwnPort ? name : name + ":" + port);
    }
}
