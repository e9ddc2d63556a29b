package chat.hearth.kit.http;

import chat.hearth.kit.tls.TlsIdentity;
import org.jspecify.annotations.Nullable;

/// Where and how a server listens.
///
/// @param port 0 takes any free one
/// @param proxies whose forwarded headers are believed
/// @param hosts which Host fields are this server's
/// @param headers what every answer carries unless its endpoint sets the field itself
/// @param transport what lies below HTTP
public record WebServerOptions(
        String host,
        int port,
        HttpLimits limits,
        TrustedProxies proxies,
        HostCheck hosts,
        Headers headers,
        Transport transport) {
    /// What lies below HTTP.
    ///
    /// @param tls null: the connections are plain
    /// @param isBehindProxyProtocol whether each connection begins with a PROXY header (v1 or v2); it is
    ///   believed from trusted proxies alone, and nobody else is served
    public record Transport(@Nullable TlsIdentity tls, boolean isBehindProxyProtocol) {
        /// Plain connections.
        public static final Transport PLAIN = new Transport(null, false);
    }

    /// Believes no forwarded header, takes any Host, and adds the strict security headers.
    public static WebServerOptions at(String host, int port) {
        return new WebServerOptions(
                host,
                port,
                HttpLimits.standard(),
                TrustedProxies.none(),
                HostCheck.any(),
                SecurityHeaders.strict(),
                Transport.PLAIN);
    }

    public WebServerOptions with(HttpLimits other) {
        return new WebServerOptions(host, port, other, proxies, hosts, headers, transport);
    }

    public WebServerOptions with(TrustedProxies other) {
        return new WebServerOptions(host, port, limits, other, hosts, headers, transport);
    }

    public WebServerOptions with(HostCheck other) {
        return new WebServerOptions(host, port, limits, proxies, other, headers, transport);
    }

    public WebServerOptions with(Headers other) {
        return new WebServerOptions(host, port, limits, proxies, hosts, other, transport);
    }

    public WebServerOptions with(Transport other) {
        return new WebServerOptions(host, port, limits, proxies, hosts, headers, other);
    }
}
