package chat.hearth.launcher.product;

import chat.hearth.gateway.Gateway;
import chat.hearth.gateway.GatewayOptions;
import chat.hearth.gateway.GatewayOptions.Access;
import chat.hearth.gateway.GatewayOptions.Identity;
import chat.hearth.gateway.GatewayOptions.ToldLimits;
import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.gateway.connection.ConnectionLimits.FrameLimits;
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
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The IM node on its two listeners: the public one and the server API's.
final class ImNode implements AutoCloseable {
    private static final String NAME = "1";
    /// The longest time over which clients spread their leaving, when the node has that long.
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final WebServer front;
    private final WebServer serverApi;
    private final Addresses addresses;

    private ImNode(Gateway gateway, WebServer front, WebServer serverApi, Addresses addresses) {
        this.gateway = gateway;
        this.front = front;
        this.serverApi = serverApi;
        this.addresses = addresses;
    }

    static ImNode start(HearthSettings settings, EventLoops loops, Gateway.Services services, PublicHosts hosts) {
        var gateway = Gateway.open(options(settings, hosts), services);
        var front = front(settings, loops, gateway, services.metrics(), hosts);
        var origins = settings.server().originsAt(front.port());
        hosts.are(origins);
        gateway.serveAt(origins);
        try {
            var serverApi = serverApi(settings, loops, gateway, services.metrics());
            return new ImNode(gateway, front, serverApi, addresses(settings, origins, serverApi));
        } catch (RuntimeException e) {
            front.close();
            throw e;
        }
    }

    Addresses addresses() {
        return addresses;
    }

    /// Sends the clients away and finishes what is being asked, within `bound`.
    void drain(Duration bound) {
        var leaving = bound.compareTo(LONGEST_LEAVING) < 0 ? bound : LONGEST_LEAVING;
        gateway.drain("the node stops", leaving);
        gateway.closeAll();
        try {
            front.stop(bound);
            serverApi.stop(bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        serverApi.close();
        front.close();
    }

    private static WebServer front(
            HearthSettings settings, EventLoops loops, Gateway gateway, Metrics metrics, HostCheck hosts) {
        var router = Router.builder();
        gateway.addPublicRoutes(router);
        var options = WebServerOptions.at(
                        settings.server().bind(), settings.server().port())
                .with(TrustedProxies.of(settings.proxy().trusted()))
                .with(hosts);
        return WebServer.start(
                loops, options, router.build(), HttpMetrics.observer(metrics, "public"), gateway.sockets());
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

    private static Addresses addresses(HearthSettings settings, List<String> origins, WebServer serverApi) {
        var bind = settings.im().serverApi().bind();
        var host = bind.contains(":") ? "[" + bind + "]" : bind;
        return new Addresses(URI.create(origins.getFirst()), URI.create("http://" + host + ":" + serverApi.port()));
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
