package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.gateway.connection.Opening;
import chat.hearth.protocol.v1.Endpoint;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The origins this installation is reached by, and what follows from the one a request came by.
///
/// Pages are known by their Origin, which no page can forge. Programs send none, and are allowed because a
/// browser lends them no credentials; the Host and scheme they asked decide which origin they mean, and the
/// first origin counts where that is none of ours (a proxy may send the name of an upstream).
public final class PublicOrigins {
    /// Where WebSockets are opened.
    public static final String WEB_SOCKET_PATH = "/ws";

    private static final String FILES_PATH = "/files";

    private final Map<PublicOrigin, Opening> pages = new LinkedHashMap<>();
    private final Map<PublicOrigin, Opening> programs = new LinkedHashMap<>();
    private final PublicOrigin first;

    /// At least one origin, the most usual first.
    ///
    /// @param announced where the WebSockets are, if not at the origins themselves
    /// @throws IllegalArgumentException if one is not an origin, or there is none
    public PublicOrigins(List<String> origins, SocketAddresses announced) {
        for (var text : origins) {
            var origin = PublicOrigin.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("not an origin of the web: " + text));
            var endpoints =
                    List.of(Endpoint.newBuilder().setUrl(announced.of(origin)).build());
            var files = origin.text() + FILES_PATH;
            pages.put(origin, new Opening(origin.text(), endpoints, files));
            programs.put(origin, new Opening("", endpoints, files));
        }
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("at least one public origin is needed");
        }
        this.first = pages.keySet().iterator().next();
    }

    /// What is to be known of a request.
    ///
    /// @param origins its Origin fields; no browser sends several
    /// @param scheme as the client sees it
    /// @param host its Host field
    public Outcome<Opening> judge(List<String> origins, String scheme, String host) {
        if (origins.isEmpty()) {
            return Outcome.done(program(scheme, host));
        }
        var origin = origins.size() == 1 ? origins.getFirst() : String.join(", ", origins);
        var page = PublicOrigin.parse(origin).map(pages::get);
        return page.<Outcome<Opening>>map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        ErrorCode.ORIGIN_REFUSED,
                        "Origin " + shown(origin) + " is not among server.public_origins "
                                + pages.keySet().stream()
                                        .map(PublicOrigin::text)
                                        .toList() + "."));
    }

    /// The origin that a program means.
    public PublicOrigin meant(String scheme, String host) {
        return PublicOrigin.ofHost(scheme, host).filter(pages::containsKey).orElseGet(() -> nearest(host));
    }

    /// The hosts of these origins, as a Host field has them.
    public List<String> hosts() {
        return pages.keySet().stream().map(PublicOrigin::authority).distinct().toList();
    }

    private Opening program(String scheme, String host) {
        var opening = programs.get(meant(scheme, host));
        return opening == null ? new Opening("", List.of(), "") : opening;
    }

    /// The same name under the other scheme: behind a proxy that does not say so, https arrives as http.
    private PublicOrigin nearest(String host) {
        return PublicOrigin.ofHost("https", host)
                .filter(pages::containsKey)
                .or(() -> PublicOrigin.ofHost("http", host).filter(pages::containsKey))
                .orElse(first);
    }

    private static String shown(String origin) {
        var plain = origin.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
