package chat.hearth.gateway.http;

/// Where clients open WebSockets when that is not the origin of their page. The scheme is always the page's:
/// a page over TLS is never told a plain address, because browsers would not dial it.
///
/// @param host what clients dial; empty: the host of their page's origin
/// @param port for pages over plain HTTP; 0: the port of the page's origin
/// @param securePort the same for pages over TLS
public record SocketAddresses(String host, int port, int securePort) {
    /// The pages' own origins.
    public static final SocketAddresses OF_THE_PAGE = new SocketAddresses("", 0, 0);

    /// The address for pages of this origin.
    public String of(PublicOrigin origin) {
        boolean isSecure = origin.scheme().equals("https");
        int own = isSecure ? securePort : port;
        if (own == 0) {
            return origin.webSocket(PublicOrigins.WEB_SOCKET_PATH);
        }
        var name = host.isEmpty() ? origin.host() : bracketed(host);
        return (isSecure ? "wss://" : "ws://") + name + ":" + own + PublicOrigins.WEB_SOCKET_PATH;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
