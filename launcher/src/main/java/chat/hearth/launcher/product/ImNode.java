package chat.hearth.launcher.product;

import chat.hearth.gateway.Gateway;
import chat.hearth.gateway.GatewayOptions;
import chat.hearth.gateway.GatewayOptions.Access;
import chat.hearth.gateway.GatewayOptions.Identity;
import chat.hearth.gateway.GatewayOptions.ToldLimits;
import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.gateway.connection.ConnectionLimits.FrameLimits;
import chat.hearth.gateway.http.SocketAddresses;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.HostCheck;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.metrics.HttpMetrics;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.launcher.Version;
import chat.hearth.launcher.config.HearthSettings;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The IM node: its edge, which the public port shows, and the server API's own listener.
final class ImNode implements AutoCloseable {
    private static final String NAME = "1";
    /// The longest time over which clients spread their leaving, when the node has that long.
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final WebServer serverApi;
    private final URI serverApiAddress;

    private ImNode(Gateway gateway, WebServer serverApi, URI serverApiAddress) {
        this.gateway = gateway;
        this.serverApi = serverApi;
        this.serverApiAddress = serverApiAddress;
    }

    static ImNode start(HearthSettings settings, EventLoops loops, Gateway.Services services, PublicHosts hosts) {
        var gateway = Gateway.open(options(settings, hosts), services);
        var serverApi = serverApi(settings, loops, gateway, services.metrics());
        return new ImNode(gateway, serverApi, address(settings.im().serverApi().bind(), serverApi.port()));
    }

    /// Scheme, host and port of the server API.
    URI serverApi() {
        return serverApiAddress;
    }

    void mount(Router.Builder router) {
        gateway.addPublicRoutes(router);
    }

    /// Takes WebSockets over from the public port.
    Handler<HttpConnection> sockets() {
        return gateway.sockets();
    }

    /// The same on the node's own WebSocket ports.
    Handler<HttpConnection> socketsOfOwnPort() {
        return gateway.socketsOfOwnPort();
    }

    /// Browsers reach it by these origins; it serves from here on.
    void serveAt(List<String> origins, SocketAddresses announced) {
        gateway.serveAt(origins, announced);
    }

    /// Sends the clients away, within `bound`.
    void drain(Duration bound) {
        var leaving = bound.compareTo(LONGEST_LEAVING) < 0 ? bound : LONGEST_LEAVING;
        gateway.drain("the node stops", leaving);
        gateway.closeAll();
    }

    /// Finishes what is being asked of the server API, within `bound`.
    void stop(Duration bound) throws InterruptedException {
        serverApi.stop(bound);
    }

    @Override
    public void close() {
        serverApi.close();
    }

    private static WebServer serverApi(HearthSettings settings, EventLoops loops, Gateway gateway, Metrics metrics) {
        var router = Router.builder();
        gateway.addServerApiRoutes(router);
        var api = settings.im().serverApi();
        return WebServer.start(
                loops,
                WebServerOptions.at(api.bind(), api.port()),
                router.build(),
                HttpMetrics.observer(metrics, "server_api"));
    }

    private static URI address(String bind, int port) {
        var host = bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create("http://" + host + ":" + port);
    }

    private static GatewayOptions options(HearthSettings settings, HostCheck hosts) {
        var limits = settings.limits();
        var frames = limits.frames();
        var load = limits.load();
        var liveness = settings.im().liveness();
        return new GatewayOptions(
                new Identity(NAME, Version.current(), settings.server().data()),
                new Access(TrustedProxies.of(settings.proxy().trusted()), hosts),
                new ConnectionLimits(
                        new FrameLimits(frames.clientBytes(), frames.helloBytes(), frames.serverBytes()),
                        load.inFlight(),
                        load.outboundBytes(),
                        load.outboundFrames(),
                        liveness.heartbeat(),
                        liveness.helloTimeout()),
                new ToldLimits(
                        limits.content().textCharacters(),
                        limits.content().bodyBytes(),
                        load.sendsPer5s(),
                        limits.content().groupMembers(),
                        limits.content().fileBytes()),
                load.connections(),
                liveness.reconnectSpread());
    }
}
