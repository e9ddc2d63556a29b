package chat.hearth.launcher.product;

import chat.hearth.gateway.http.PublicOrigin;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import java.util.List;

/// A plain port that sends browsers to the page over TLS, and serves nothing.
final class RedirectPort {
    private static final int PERMANENT = 308;

    private RedirectPort() {}

    /// @param origins where the page is; where a browser is sent is always one of them, whatever it asks
    static WebServer open(EventLoops loops, String bind, int port, List<String> origins) {
        var known = origins.stream()
                .map(origin -> PublicOrigin.parse(origin).orElseThrow())
                .toList();
        var router = Router.builder()
                .get("/", request -> redirect(known, request))
                .below("GET", "/", request -> redirect(known, request))
                .build();
        return WebServer.start(loops, WebServerOptions.at(bind, port), router, RequestObserver.none());
    }

    private static Response redirect(List<PublicOrigin> origins, Request request) {
        var asked = PublicOrigin.ofHost("http", request.client().host());
        var origin = origins.stream()
                .filter(known ->
                        asked.filter(one -> one.host().equals(known.host())).isPresent())
                .findFirst()
                .orElse(origins.getFirst());
        var query = request.target().query();
        // Only plain letters go on: the decoded path may hold any.
        var path =
                request.path().matches("/[A-Za-z0-9/_.~-]*") && !request.path().startsWith("//") ? request.path() : "/";
        var location = origin.text() + path + (query.matches("[A-Za-z0-9=&%_.~-]+") ? "?" + query : "");
        return Response.empty(PERMANENT).with("location", location);
    }
}
