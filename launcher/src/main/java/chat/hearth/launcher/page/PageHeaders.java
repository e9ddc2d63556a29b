package chat.hearth.launcher.page;

import chat.hearth.kit.http.Response;
import java.util.List;
import java.util.stream.Stream;

/// What a browser is told with the page.
public final class PageHeaders {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final String policy;

    /// @param connections origins besides the page's own that the client connects to
    PageHeaders(List<String> connections) {
        this.policy = policy(connections);
    }

    /// The content security policy of the page.
    ///
    /// @param connections origins besides the page's own that the client connects to
    public static String policy(List<String> connections) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' blob: data:",
                "media-src 'self' blob:",
                "connect-src " + String.join(" ", withSelf(connections)),
                "font-src 'none'",
                "manifest-src 'self'",
                "worker-src 'self'",
                "base-uri 'self'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types vue hearth");
    }

    /// On the page itself: it may ask for the camera, to scan a code, and for the microphone.
    Response onPage(Response response) {
        return asked(response)
                .with("content-security-policy", policy)
                .with("referrer-policy", "no-referrer")
                .with("permissions-policy", "camera=(self), microphone=(self), geolocation=()");
    }

    /// On the service worker, which fetches the page's own files: a worker obeys the policy it came with.
    static Response onWorker(Response response) {
        return asked(response).with("content-security-policy", "default-src 'none'; connect-src 'self'");
    }

    /// On a file whose name changes with its content.
    static Response kept(Response response) {
        return response.with("cache-control", FOR_EVER);
    }

    /// On a file that may change under its name.
    static Response asked(Response response) {
        return response.with("cache-control", ASK_AGAIN);
    }

    private static List<String> withSelf(List<String> connections) {
        return Stream.concat(Stream.of("'self'"), connections.stream()).toList();
    }
}
