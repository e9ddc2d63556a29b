package chat.hearth.kit.http;

import java.util.Map;

/// Header fields that every answer carries unless its endpoint sets the field itself.
public final class SecurityHeaders {
    private static final String A_YEAR = "max-age=31536000";

    private SecurityHeaders() {}

    /// The same, and browsers come back over TLS only (RFC 6797). For names that keep a public certificate:
    /// a browser that was told so shows nothing at all when the certificate is gone.
    public static Headers strictOverTlsOnly() {
        return strict().with("strict-transport-security", A_YEAR);
    }

    /// For answers that are not pages: nothing may be sniffed, framed, cached, or loaded by a stranger.
    public static Headers strict() {
        return Headers.of(Map.of(
                        "x-content-type-options", "nosniff",
                        "referrer-policy", "same-origin",
                        "x-frame-options", "DENY",
                        "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
                        "cross-origin-opener-policy", "same-origin",
                        "cross-origin-resource-policy", "same-origin",
                        "permissions-policy", "camera=(), microphone=(), geolocation=()",
                        "cache-control", "no-store")
                .entrySet());
    }
}
