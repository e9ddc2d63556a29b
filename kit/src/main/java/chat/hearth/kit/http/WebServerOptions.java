package chat.hearth.kit.http;

/// Where and how a server listens.
///
/// @param port 0 takes any free one
/// @param proxies whose forwarded headers are believed
/// @param hosts which Host fields are this server's
/// @param headers what every answer carries unless its endpoint sets the field itself
public record WebServerOptions(
        String host, int port, HttpLimits limits, TrustedProxies proxies, HostCheck hosts, Headers headers) {
    /// Believes no forwarded header, takes any Host, and adds the strict security headers.
    public static WebServerOptions at(String host, int port) {
        return new WebServerOptions(
                host, port, HttpLimits.standard(), TrustedProxies.none(), HostCheck.any(), SecurityHeaders.strict());
    }

    public WebServerOptions with(HttpLimits other) {
        return new WebServerOptions(host, port, other, proxies, hosts, headers);
    }

    public WebServerOptions with(TrustedProxies other) {
        return new WebServerOptions(host, port, limits, other, hosts, headers);
    }

    public WebServerOptions with(HostCheck other) {
        return new WebServerOptions(host, port, limits, proxies, other, headers);
    }
}
