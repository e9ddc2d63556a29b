package chat.hearth.launcher.product;

import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.metrics.HttpMetrics;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.page.PageServer;
import chat.hearth.media.MediaServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The one port that browsers reach, with all five hops behind it.
final class PublicPort implements AutoCloseable {
    private final WebServer server;
    private final List<String> origins;

    private PublicPort(WebServer server, List<String> origins) {
        this.server = server;
        this.origins = origins;
    }

    /// What serves behind the port.
    record Hops(Tls tls, PageServer page, AppRole app, ImNode im, MediaServer media) {}

    static PublicPort open(HearthSettings settings, EventLoops loops, Metrics metrics, Hops hops, PublicHosts hosts) {
        var router = Router.builder();
        hops.page.mount(router);
        hops.app.mount(router);
        hops.im.mount(router);
        hops.media.mount(router);
        var options = WebServerOptions.at(
                        settings.server().bind(), settings.server().port())
                .with(TrustedProxies.of(settings.proxy().trusted()))
                .with(hosts)
                .with(hops.tls.headers())
                .with(hops.tls.transport(false));
        var server = WebServer.start(
                loops, options, router.build(), HttpMetrics.observer(metrics, "public"), hops.im.sockets());
        hops.tls.keep(server);
        var origins = hops.tls.originsAt(server.port());
        var announced = settings.im().announced();
        hosts.are(origins, announced);
        hops.im.serveAt(origins, SocketPorts.announced(announced));
        return new PublicPort(server, origins);
    }

    /// What a person opens.
    URI page() {
        return URI.create(origins.getFirst());
    }

    /// Where browsers are.
    List<String> origins() {
        return origins;
    }

    int port() {
        return server.port();
    }

    /// Takes nothing more and finishes what is being asked, within `bound`.
    void stop(Duration bound) throws InterruptedException {
        server.stop(bound);
    }

    @Override
    public void close() {
        server.close();
    }
}
