package chat.hearth.kit.http;

import java.util.Map;

/// Header fields that every answer carries unless its endpoint sets the field itself.
public final class SecurityHeaders {
    private SecurityHeaders() {}

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
