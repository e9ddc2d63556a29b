package chat.hearth.kit.http;

import chat.hearth.kit.tls.TlsIdentity;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A listening HTTP server, on every event loop: HTTP/1.1 and HTTP/2 on one port.
public final class WebServer implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(30);

    /// The longest that closing what is left may take.
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

    /// A proxy sends its header first of all.
    private static final Duration PROXY_HEADER_BOUND = Duration.ofSeconds(5);

    private static final int ACCEPT_BACKLOG = 4096;

    private final EventLoops loops;
    private final Exchange.Server shared;
    private final Handler<HttpConnection> connections;
    private final Queue<HttpServer> instances = new ConcurrentLinkedQueue<>();
    private String deployment = "";

    private WebServer(EventLoops loops, Exchange.Server shared, Handler<HttpConnection> connections) {
        this.loops = loops;
        this.shared = shared;
        this.connections = connections;
    }

    /// Listens, or fails with one line that names the port.
    ///
    /// @throws WebServerException when the port cannot be bound
    public static WebServer start(EventLoops loops, WebServerOptions options, Router router, RequestObserver observer) {
        return start(loops, options, router, observer, _ -> {});
    }

    /// Listens, and shows every new connection to `connections`, on its event loop and before its first
    /// request: a protocol other than HTTP may take it over there.
    ///
    /// @throws WebServerException when the port cannot be bound
    public static WebServer start(
            EventLoops loops,
            WebServerOptions options,
            Router router,
            RequestObserver observer,
            Handler<HttpConnection> connections) {
        Admission admission = new Admission(options.limits().concurrentRequests());
        WebServer server = new WebServer(loops, new Exchange.Server(options, router, admission, observer), connections);
        server.listen();
        return server;
    }

    /// The bound port.
    public int port() {
        return instances.element().actualPort();
    }

    /// New connections are greeted by this identity from here on; open ones go on as they are.
    ///
    /// @throws WebServerException when the server cannot take it; the old identity stays
    public void show(TlsIdentity identity) {
        // Any instance speaks for all that share the port.
        Waiting.until(instances.element().updateSSLOptions(TlsListening.options(identity)), START_BOUND);
    }

    /// Refuses new connections and requests, lets those in flight finish within `bound`, then closes what is
    /// left.
    ///
    /// @return whether all requests were answered in time
    public boolean stop(Duration bound) throws InterruptedException {
        shared.admission().close();
        // Closes the listening socket at once, each connection as soon as its request is answered.
        List<Future<Void>> shutdowns =
                instances.stream().map(instance -> instance.shutdown(bound)).toList();
        boolean isEmpty = areAllAnswered(System.nanoTime() + bound.toNanos());
        if (isEmpty) {
            shutdowns.forEach(shutdown -> Waiting.until(shutdown, bound.plus(CLOSE_BOUND)));
        }
        close();
        return isEmpty;
    }

    private boolean areAllAnswered(long deadlineNanos) throws InterruptedException {
        boolean isEmpty = shared.admission().awaitEmpty(left(deadlineNanos));
        for (Admission lane : shared.router().lanes()) {
            isEmpty &= lane.awaitEmpty(left(deadlineNanos));
        }
        return isEmpty;
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /// Closes every connection at once.
    @Override
    public void close() {
        shared.admission().close();
        if (!deployment.isEmpty()) {
            String listening = deployment;
            deployment = "";
            Waiting.until(loops.vertx().undeploy(listening), CLOSE_BOUND);
        }
    }

    private void listen() {
        WebServerOptions options = shared.options();
        SocketAddress address = options.port() == 0
                ? SocketAddress.sharedRandomPort(loops.nextFreePortGroup(), options.host())
                : SocketAddress.inetSocketAddress(options.port(), options.host());
        HttpServerOptions vertxOptions = vertxOptions(options);
        DeploymentOptions everyLoop = new DeploymentOptions().setInstances(loops.count());
        try {
            deployment = Waiting.until(
                    loops.vertx().deployVerticle(() -> new Listener(vertxOptions, address), everyLoop), START_BOUND);
        } catch (WebServerException fault) {
            throw new WebServerException(startFailure(fault.getCause()), fault);
        }
    }

    private String startFailure(@Nullable Throwable cause) {
        WebServerOptions options = shared.options();
        String place = "port " + options.port() + " on " + options.host();
        // Epoll and the JDK raise different exceptions, with the words of the operating system in both.
        String words = cause == null ? "" : String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof UnknownHostException) {
            return options.host() + " is not a known host name; choose an address";
        } else if (words.contains("permission denied")) {
            return place + " needs more rights than this user has; choose one above 1023";
        } else if (words.contains("assign requested address")) {
            return options.host() + " is not an address of this machine; choose one that is";
        } else if (words.contains("in use")) {
            return place + " is in use; stop the program that holds it, or choose another port (0 takes any free one)";
        }
        return place + " cannot be opened: " + cause;
    }

    private static HttpServerOptions vertxOptions(WebServerOptions options) {
        HttpLimits limits = options.limits();
        return new HttpServerOptions()
                .setSsl(options.transport().tls() != null)
                .setUseAlpn(true)
                .setUseProxyProtocol(options.transport().isBehindProxyProtocol())
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS)
                .setProxyProtocolTimeout(PROXY_HEADER_BOUND.toMillis())
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(true)
                .setMaxInitialLineLength(limits.lineBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()))
                .setHandle100ContinueAutomatically(true)
                .setCompressionSupported(false);
    }

    /// One instance on one event loop; those of a server share its port.
    private final class Listener extends VerticleBase {
        private final HttpServerOptions options;
        private final SocketAddress address;

        Listener(HttpServerOptions options, SocketAddress address) {
            this.options = options;
            this.address = address;
        }

        @Override
        public Future<?> start() {
            HttpServer instance = instance()
                    .connectionHandler(this::take)
                    .requestHandler(request -> Exchange.begin(shared, request))
                    .invalidRequestHandler(request -> Exchange.refuse(shared, request))
                    .exceptionHandler(_ -> {});
            return instance.listen(address).onSuccess(instances::add);
        }

        private HttpServer instance() {
            @Nullable TlsIdentity tls = shared.options().transport().tls();
            return tls == null
                    ? vertx.createHttpServer(options)
                    : vertx.httpServerBuilder()
                            .with(new HttpServerConfig(options))
                            .with(TlsListening.options(tls))
                            .with(TlsListening.engine())
                            .build();
        }

        private void take(HttpConnection connection) {
            if (shared.options().transport().isBehindProxyProtocol()
                    && !shared.options().proxies().isTrusted(Peers.ofSocket(connection))) {
                connection.close();
            } else {
                connections.handle(connection);
            }
        }
    }
}
