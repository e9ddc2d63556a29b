package chat.hearth.launcher.product;

import chat.hearth.gateway.http.PublicOrigin;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.tls.acme.Challenges;
import java.util.List;

/// A plain port that sends browsers to the page over TLS, and serves nothing but what an authority asks for
/// before it certifies a name.
final class RedirectPort {
    private static final int PERMANENT = 308;
    private static final int NOT_FOUND = 404;

    private RedirectPort() {}

    /// @param origins where the page is; where a browser is sent is always one of them, whatever it asks
    static WebServer open(EventLoops loops, String bind, int port, List<String> origins, Challenges challenges) {
        var known = origins.stream()
                .map(origin -> PublicOrigin.parse(origin).orElseThrow())
                .toList();
        var router = Router.builder()
                .below("GET", Challenges.PATH, request -> answer(challenges, request))
                .get("/", request -> redirect(known, request))
                .below("GET", "/", request -> redirect(known, request))
                .build();
        return WebServer.start(loops, WebServerOptions.at(bind, port), router, RequestObserver.none());
    }

    private static Response answer(Challenges challenges, Request request) {
        var answer = challenges.answer(request.path());
        return answer == null ? Response.empty(NOT_FOUND) : Response.text(answer);
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
