package chat.hearth.gateway;

import chat.hearth.core.Core;
import chat.hearth.gateway.GatewayOptions.ToldLimits;
import chat.hearth.gateway.admin.Health;
import chat.hearth.gateway.admin.ServerApi;
import chat.hearth.gateway.admin.signature.MessageSignatures;
import chat.hearth.gateway.admin.signature.ServerApiKeys;
import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.gateway.connection.Connections;
import chat.hearth.gateway.connection.Connections.Clocks;
import chat.hearth.gateway.connection.NodeCard;
import chat.hearth.gateway.front.SocketLimits;
import chat.hearth.gateway.front.WebSocketFront;
import chat.hearth.gateway.http.NodeDescription;
import chat.hearth.gateway.http.PublicOrigins;
import chat.hearth.gateway.http.PublicRoutes;
import chat.hearth.gateway.http.SocketAddresses;
import chat.hearth.gateway.http.SocketOpenings;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.metrics.HttpMetrics;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.protocol.v1.Limits;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An IM node's edge. Listens nowhere by itself: whoever owns the listeners adds the routes and shows the
/// connections.
///
/// ```
/// open ─▶ addPublicRoutes, sockets ─▶ (server listens) ─▶ serveAt(origins) ─▶ drain ─▶ closeAll
/// ```
public final class Gateway {
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final PublicRoutes routes;
    private final Connections connections;
    private final Handler<HttpConnection> sockets;
    private final Handler<HttpConnection> socketsOfOwnPort;
    private final ServerApi serverApi;
    private final Health health;
    private final Metrics metrics;
    private volatile @Nullable PublicOrigins origins;
    private volatile boolean isDraining;

    /// What the gateway is handed.
    ///
    /// @param keys of the server API
    /// @param legacySecret of the old signature scheme; null = that scheme is not taken
    /// @param clocks the time of the store, and monotonic time
    public record Services(
            Core core,
            Metrics metrics,
            ServerApiKeys keys,
            @Nullable String legacySecret,
            Clocks clocks) {}

    private Gateway(GatewayOptions options, Services services) {
        var core = services.core();
        var environment = core.environment().id();
        var node = options.identity().node();
        var limits = limits(options.connection(), options.told());
        var clock = services.clocks().wall();
        this.metrics = services.metrics();
        this.routes = new PublicRoutes(
                core.admission(),
                new NodeDescription(options.identity().version(), node, environment, named(limits)),
                clock,
                () -> origins,
                this::notReady);
        var openings =
                new SocketOpenings(options.access().proxies(), options.access().hosts(), () -> origins);
        this.connections = new Connections(
                options.connections(),
                options.connection(),
                new Connections.Surroundings(
                        core,
                        openings,
                        new NodeCard(node, environment, limits, options.reconnectSpread()),
                        metrics,
                        services.clocks()));
        var socketLimits = new SocketLimits(options.connection().frames().clientBytes(), UNSENT);
        this.sockets = new WebSocketFront(Set.of(PublicOrigins.WEB_SOCKET_PATH), connections, socketLimits);
        this.socketsOfOwnPort =
                new WebSocketFront(Set.of("/", PublicOrigins.WEB_SOCKET_PATH), connections, socketLimits);
        this.serverApi =
                new ServerApi(core, new MessageSignatures(services.keys(), services.legacySecret(), clock), clock);
        this.health = new Health(node, options.identity().data());
    }

    /// A gateway to a core; until [#serveAt] it refuses everything as starting.
    public static Gateway open(GatewayOptions options, Services services) {
        return new Gateway(options, services);
    }

    /// Adds the paths of the public port, the probes among them.
    public void addPublicRoutes(Router.Builder router) {
        routes.addTo(router);
    }

    /// Takes WebSockets over from the public HTTP server: its handler of new connections.
    public Handler<HttpConnection> sockets() {
        return sockets;
    }

    /// The same for a server whose port is for WebSockets: there the root is one too.
    public Handler<HttpConnection> socketsOfOwnPort() {
        return socketsOfOwnPort;
    }

    /// Adds the paths of the internal port.
    public void addServerApiRoutes(Router.Builder router) {
        serverApi.addTo(router);
        router.get("/admin/health", _ -> health.answer());
        router.get("/metrics", HttpMetrics.page(metrics));
        routes.addProbes(router);
    }

    /// The node is reached by these origins, the most usual first, and serves from here on.
    ///
    /// @param announced where the WebSockets are, if not at the origins themselves
    /// @throws IllegalArgumentException if one is not an origin, or there is none
    public void serveAt(List<String> publicOrigins, SocketAddresses announced) {
        origins = new PublicOrigins(publicOrigins, announced);
    }

    /// Open WebSockets.
    public int connections() {
        return connections.count();
    }

    /// Takes no more WebSockets, and asks the clients to move within the window. `/api/ready` says no from
    /// here on.
    public void drain(String reason, Duration window) {
        isDraining = true;
        connections.drain(reason, window);
    }

    /// Says goodbye to the clients that are left. The sockets end when the clients answer, or when their
    /// server closes.
    public void closeAll() {
        isDraining = true;
        connections.closeAll();
    }

    private @Nullable String notReady() {
        if (isDraining) {
            return "The node is stopping.";
        }
        return origins == null ? "The node is starting." : null;
    }

    private static Limits limits(ConnectionLimits connection, ToldLimits told) {
        return Limits.newBuilder()
                .setFrameBytes(connection.frames().clientBytes())
                .setServerFrameBytes(connection.frames().serverBytes())
                .setTextCharacters(told.textCharacters())
                .setBodyBytes(told.bodyBytes())
                .setInFlight(connection.inFlight())
                .setSendsPer5S(told.sendsPer5s())
                .setGroupMembers(told.groupMembers())
                .setFileBytes(told.fileBytes())
                .build();
    }

    /// Under the names that the protocol's JSON has.
    private static Map<String, Integer> named(Limits limits) {
        var named = new TreeMap<String, Integer>();
        for (var field : Limits.getDescriptor().getFields()) {
            named.put(field.getJsonName(), (Integer) limits.getField(field));
        }
        return named;
    }
}
