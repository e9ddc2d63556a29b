package chat.hearth.system;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/// Openings of pages that are not ours, by every trick of writing an origin.
final class HostileOrigins {
    private HostileOrigins() {}

    /// The fields of each opening.
    static List<List<String>> of(URI page) {
        var host = "Host: " + page.getAuthority();
        var name = page.getHost();
        int port = page.getPort();
        var written = Stream.of(
                        "null",
                        "",
                        "*",
                        "https://evil.test",
                        "http://" + name + ":" + port,
                        "https://" + name,
                        "https://" + name + ":" + (port + 1),
                        "https://" + name + ":0" + port + "0",
                        "https://" + name + ".evil.test:" + port,
                        "https://" + name + ".:" + port,
                        "https://." + name + ":" + port,
                        "https://evil" + name + ":" + port,
                        "https://evil.test/" + page,
                        "https://evil.test?" + page,
                        "https://evil.test#" + page,
                        "https://evil.test@" + name + ":" + port,
                        "https://" + name + ":" + port + "@evil.test",
                        page + "/",
                        page + "/path",
                        page + "?query",
                        page + "#fragment",
                        page + "\\@evil.test",
                        page + ",https://evil.test",
                        page + " https://evil.test",
                        "https:/" + name + ":" + port,
                        "https:" + name + ":" + port,
                        "//" + name + ":" + port,
                        name + ":" + port,
                        "wss://" + name + ":" + port,
                        "file://",
                        "chrome-extension://" + name,
                        "https://[::1]:" + port,
                        "https://0x7f000001:" + port,
                        "https://" + name + "%00.evil.test:" + port,
                        "https://" + name + "\u3002evil.test:" + port)
                .map(origin -> List.of(host, "Origin: " + origin));
        var several = Stream.of(
                List.of(host, "Origin: " + page, "Origin: https://evil.test"),
                List.of(host, "Origin: https://evil.test", "Origin: " + page),
                List.of("Host: evil.test", "Origin: https://evil.test"),
                List.of(host, "X-Forwarded-Host: evil.test", "Origin: https://evil.test"),
                List.of(host, "Origin: https://evil.test", "Referer: " + page + "/"));
        return Stream.concat(written, several).toList();
    }
}
