package chat.hearth.client.wire;

import java.net.URI;

/// Where a URL leads: host, port, TLS or not.
record Site(String host, int port, boolean isSecure) {
    /// Reads an `http`, `https`, `ws` or `wss` URL.
    ///
    /// @throws IllegalArgumentException if it is none
    static Site of(URI url) {
        boolean isSecure = switch (url.getScheme() == null ? "" : url.getScheme()) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default -> throw new IllegalArgumentException("neither http(s) nor ws(s): " + url);
        };
        if (url.getHost() == null) {
            throw new IllegalArgumentException("no host in " + url);
        }
        var host = url.getHost().startsWith("[")
                ? url.getHost().substring(1, url.getHost().length() - 1)
                : url.getHost();
        int usual = isSecure ? 443 : 80;
        return new Site(host, url.getPort() < 0 ? usual : url.getPort(), isSecure);
    }
}
