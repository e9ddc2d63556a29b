package chat.hearth.kit.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request from its head to its answer. All but the endpoint runs on the connection's event loop.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String NO_ROUTE = "none";

    /// HTTP/2 error code: the answer ends before it is complete.
    private static final long INTERNAL_ERROR = 2;

    private final Server server;
    private final HttpServerRequest request;
    private final Headers headers;
    private final Client client;
    private final String id;
    private final Context context;
    private final long startedNanos = System.nanoTime();

    /// What all requests of a server share.
    record Server(WebServerOptions options, Router router, Admission admission, RequestObserver observer) {}

    private Exchange(Server server, HttpServerRequest request) {
        this.server = server;
        this.request = request;
        this.headers = Headers.of(request.headers());
        this.client = Senders.client(server.options().proxies(), request, headers);
        this.id = Senders.requestId(client, headers);
        this.context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
    }

    static void begin(Server server, HttpServerRequest request) {
        new Exchange(server, request).begin();
    }

    /// Answers what the HTTP decoder could not make sense of.
    static void refuse(Server server, HttpServerRequest request) {
        Exchange exchange = new Exchange(server, request);
        int status = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ -> 414;
            case TooLongHttpHeaderException _ -> 431;
            case null, default -> 400;
        };
        exchange.answerAndClose(Refusals.unreadable(status));
    }

    private void begin() {
        String path = PathText.decoded(request.path() == null ? "" : request.path());
        if (path == null || headers.all("host").size() > 1) {
            answerAndClose(Refusals.malformed());
        } else if (!server.options().hosts().allows(client.host(), client.isProxied())) {
            answerAndClose(Refusals.hostRefused(client.host()));
        } else {
            route(path);
        }
    }

    private void route(String path) {
        switch (server.router().match(request.method().name(), path)) {
            case Router.Match.Raw(RawEndpoint endpoint) -> endpoint.take(request, client);
            case Router.Match.NotFound _ -> refuse(Refusals.notFound());
            case Router.Match.WrongMethod(var allowed) -> refuse(Refusals.wrongMethod(allowed));
            case Router.Match.Blocking(Router.Route route) -> admit(path, route);
        }
    }

    /// Without a body the connection stays usable; with one, all of it would have to be read first.
    private void refuse(Response response) {
        if (hasBody()) {
            answerAndClose(response);
        } else {
            answer(NO_ROUTE, response);
        }
    }

    private boolean hasBody() {
        String length = headers.first("content-length");
        return headers.first("transfer-encoding") != null || (length != null && !length.equals("0"));
    }

    private void admit(String path, Router.Route route) {
        Admission places = route.limits().places(server.admission());
        boolean isStopping = server.admission().isClosed();
        if (isStopping || !places.tryEnter()) {
            answerAndClose(isStopping ? Refusals.stopping() : Refusals.overloaded());
            return;
        }
        HttpLimits limits = server.options().limits();
        int bodyBytes = route.limits().bodyBytes(limits);
        Duration deadline = route.limits().bodyDeadline(limits);
        BodyReader.read(context.owner(), request, bodyBytes, deadline, outcome -> {
            switch (outcome) {
                case BodyReader.Outcome.Complete(Body body) -> handle(path, route, body);
                case BodyReader.Outcome.TooLarge _ -> giveUp(places, Refusals.bodyTooLarge(bodyBytes));
                case BodyReader.Outcome.TooSlow _ -> giveUp(places, Refusals.bodyTooSlow());
                case BodyReader.Outcome.Broken _ -> places.leave();
            }
        });
    }

    private void giveUp(Admission places, Response response) {
        places.leave();
        answerAndClose(response);
    }

    private void handle(String path, Router.Route route, Body body) {
        String query = request.query() == null ? "" : request.query();
        Request complete =
                new Request(id, new Request.Target(request.method().name(), path, query), headers, body, client);
        Thread.ofVirtual().name("http-" + id).start(() -> {
            Response response = responseOf(route.endpoint(), complete);
            @Nullable FileRange file = response.file();
            if (file == null || isHead()) {
                response.discard();
                context.runOnContext(_ -> {
                    route.limits().places(server.admission()).leave();
                    answer(route.pattern(), response);
                });
            } else {
                answerWithFile(route, response, file);
            }
        });
    }

    /// On the request's own thread, which keeps its place until the last byte.
    private void answerWithFile(Router.Route route, Response response, FileRange file) {
        boolean isSent = false;
        try {
            context.runOnContext(_ -> writeHead(route.pattern(), response));
            Duration patience = server.options().limits().idle();
            isSent = new FileSending(context, request.response(), patience).send(file);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            file.close();
            route.limits().places(server.admission()).leave();
        }
        if (!isSent) {
            breakOff();
        }
    }

    /// What is not complete must not look so.
    private void breakOff() {
        try {
            context.runOnContext(_ -> {
                if (request.version() == HttpVersion.HTTP_2
                        && !request.response().closed()) {
                    request.response().reset(INTERNAL_ERROR);
                } else {
                    request.connection().close();
                }
            });
        } catch (RejectedExecutionException _) {
            // The event loops are closed, and so is the connection.
        }
    }

    private boolean isHead() {
        return request.method().name().equals("HEAD");
    }

    /// The outermost edge of endpoints: nothing they throw may leave a client without an answer.
    private Response responseOf(Endpoint endpoint, Request complete) {
        try {
            return endpoint.handle(complete);
        } catch (InterruptedException | RuntimeException | Error fault) {
            LOG.atError()
                    .setCause(fault)
                    .addKeyValue("request", id)
                    .addKeyValue("path", complete.path())
                    .log("endpoint failed");
            return Refusals.internal(id);
        }
    }

    private void answerAndClose(Response response) {
        // HTTP/2 has no such header: there a stream ends alone.
        boolean isHttp1 = request.version() != HttpVersion.HTTP_2;
        answer(NO_ROUTE, isHttp1 ? response.with("connection", "close") : response);
        Lingering.close(context.owner(), request);
    }

    private void answer(String route, Response response) {
        if (!writeHead(route, response)) {
            return;
        }
        HttpServerResponse wire = request.response();
        if (isHead() || hasNoLength(response)) {
            wire.end();
        } else {
            wire.end(response.body().buffer());
        }
    }

    /// All but the body; false when nobody is there to read it.
    private boolean writeHead(String route, Response response) {
        server.observer().answered(request.method().name(), route, response.status(), System.nanoTime() - startedNanos);
        HttpServerResponse wire = request.response();
        if (wire.closed() || wire.ended()) {
            return false;
        }
        wire.exceptionHandler(_ -> {});
        wire.setStatusCode(response.status());
        server.options().headers().forEach(wire::putHeader);
        wire.putHeader("x-request-id", id);
        clearDefaults(wire, response.headers());
        response.headers().forEach((name, value) -> wire.headers().add(name, value));
        if (!hasNoLength(response)) {
            wire.putHeader("content-length", Long.toString(response.length()));
        }
        return true;
    }

    private static void clearDefaults(HttpServerResponse wire, Headers own) {
        own.forEach((name, _) -> wire.headers().remove(name));
    }

    private static boolean hasNoLength(Response response) {
        return response.status() == 204 || response.status() == 304;
    }
}
