package chat.hearth.launcher.product;

import chat.hearth.gateway.http.PublicOrigin;
import chat.hearth.gateway.http.SocketAddresses;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.http.WebServerOptions.Transport;
import chat.hearth.kit.metrics.HttpMetrics;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.config.ImSettings.Announced;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The node's own WebSocket ports, as the old system has them: 8083 plain, 8084 over TLS. Their root is a
/// WebSocket, and files are there too, for pages that reach a node by its own name.
final class SocketPorts implements AutoCloseable {
    private final List<WebServer> servers;

    private SocketPorts(List<WebServer> servers) {
        this.servers = servers;
    }

    /// Opens those that are configured.
    static SocketPorts open(
            HearthSettings settings, EventLoops loops, Metrics metrics, PublicPort.Hops hops, PublicHosts hosts) {
        var announced = settings.im().announced();
        var router = Router.builder();
        hops.im().mount(router);
        hops.media().mount(router);
        var plain = new Transport(null, announced.isBehindProxyProtocol());
        var servers = new ArrayList<WebServer>();
        var observer = HttpMetrics.observer(metrics, "websocket");
        try {
            for (var port : List.of(announced.websocketPort(), announced.secureWebsocketPort())) {
                if (port != 0) {
                    boolean isSecure = port == announced.secureWebsocketPort();
                    var options = WebServerOptions.at(settings.server().bind(), port)
                            .with(TrustedProxies.of(settings.proxy().trusted()))
                            .with(hosts)
                            .with(isSecure ? hops.tls().transport(announced.isBehindProxyProtocol()) : plain);
                    var server = WebServer.start(
                            loops, options, router.build(), observer, hops.im().socketsOfOwnPort());
                    servers.add(server);
                    if (isSecure) {
                        hops.tls().keep(server);
                    }
                }
            }
        } catch (RuntimeException e) {
            servers.forEach(WebServer::close);
            throw e;
        }
        return new SocketPorts(List.copyOf(servers));
    }

    /// What clients are told, after all proxies.
    static SocketAddresses announced(Announced announced) {
        var proxy = announced.proxy();
        return new SocketAddresses(
                proxy.host().isEmpty() ? announced.host() : proxy.host(),
                proxy.port() == 0 ? announced.websocketPort() : proxy.port(),
                proxy.securePort() == 0 ? announced.secureWebsocketPort() : proxy.securePort());
    }

    /// The origin of the WebSockets of a page, if it is not the page's own.
    static Stream<String> besides(String origin, Announced announced) {
        return PublicOrigin.parse(origin).stream().flatMap(page -> {
            var socket = URI.create(announced(announced).of(page));
            return socket.getRawAuthority().equals(page.authority())
                    ? Stream.empty()
                    : Stream.of(socket.getScheme() + "://" + socket.getRawAuthority());
        });
    }

    /// The Host fields with which these ports are asked, for pages of these hosts.
    static Stream<String> hosts(Announced announced, List<String> pageHosts) {
        var told = announced(announced);
        var names = told.host().isEmpty()
                ? pageHosts
                : Stream.concat(pageHosts.stream(), Stream.of(told.host())).toList();
        return names.stream()
                .flatMap(name -> Stream.of(
                                announced.websocketPort(),
                                announced.secureWebsocketPort(),
                                told.port(),
                                told.securePort())
                        .filter(port -> port != 0)
                        .map(port -> name + ":" + port));
    }

    /// Takes nothing more and finishes what is being asked, within `bound`.
    void stop(Duration bound) throws InterruptedException {
        for (var server : servers) {
            server.stop(bound);
        }
    }

    @Override
    public void close() {
        servers.forEach(WebServer::close);
    }
}
