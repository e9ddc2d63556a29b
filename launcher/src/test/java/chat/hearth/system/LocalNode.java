package chat.hearth.system;

import chat.hearth.core.Core;
import chat.hearth.core.CoreOptions;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.SessionOptions;
import chat.hearth.core.store.Store;
import chat.hearth.core.timer.ScheduledTimers;
import chat.hearth.core.timer.Timers;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.gateway.Gateway;
import chat.hearth.gateway.GatewayOptions;
import chat.hearth.gateway.admin.signature.ServerApiKeys;
import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.gateway.connection.ConnectionLimits.FrameLimits;
import chat.hearth.gateway.connection.Connections.Clocks;
import chat.hearth.gateway.http.SocketAddresses;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.HostCheck;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A whole IM node in this process, on a free port of loopback, over a store that the test brings. Its timers
/// run fifty times as fast as the product's, and clients come back at once, so that many cuts take little time.
final class LocalNode implements AutoCloseable {
    private static final int HASTE = 50;

    /// What a test may want to be different.
    ///
    /// @param clock for everything that tells or judges a time
    /// @param bind the address it listens on
    record Setup(Store store, InstantSource clock, String bind, Duration heartbeat) {
        /// As the product has it.
        static Setup over(Store store) {
            return new Setup(store, InstantSource.system(), "127.0.0.1", Duration.ofSeconds(30));
        }

        /// The same with another clock.
        Setup at(InstantSource other) {
            return new Setup(store, other, bind, heartbeat);
        }

        /// The same on this address, with this heartbeat.
        Setup listening(String address, Duration beat) {
            return new Setup(store, clock, address, beat);
        }
    }

    final Core core;
    final Metrics metrics = new Metrics();
    private final Store store;
    private final String bind;
    private final ScheduledTimers timers = new ScheduledTimers();
    private final EventLoops loops = EventLoops.start();
    private final Gateway gateway;
    private final WebServer web;

    private LocalNode(Setup setup) {
        store = setup.store;
        bind = setup.bind;
        var options = new CoreOptions(10_000, 49_152, 262_144, 2000, SessionOptions.standard(0));
        var files = FileOptions.standard(new GrantKey(new byte[GrantKey.BYTES]), 1_000_000);
        var sealer = new Sealer(new byte[32], new SecureRandom());
        core = Core.open(store, options, files, sealer, setup.clock, hasty(timers));
        gateway = Gateway.open(
                options(setup),
                new Gateway.Services(
                        core, metrics, ServerApiKeys.of(List.of()), null, new Clocks(setup.clock, System::nanoTime)));
        var paths = Router.builder();
        gateway.addPublicRoutes(paths);
        web = WebServer.start(
                loops, WebServerOptions.at(setup.bind, 0), paths.build(), RequestObserver.none(), gateway.sockets());
        reachedAt(port());
    }

    static LocalNode start(Setup setup) {
        return new LocalNode(setup);
    }

    int port() {
        return web.port();
    }

    /// Where clients ask for a route.
    URI page() {
        return URI.create("http://" + bind + ":" + port());
    }

    /// The page as it is reached by way of another port of this machine.
    static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Open WebSockets.
    int connections() {
        return gateway.connections();
    }

    /// Serves by way of this port from here on, too.
    void reachedAt(int other) {
        gateway.serveAt(List.of(page().toString(), at(other).toString()), SocketAddresses.OF_THE_PAGE);
    }

    /// A user of this id.
    StoredUser user(String id) {
        var stored = core.users().put(new UserId(id), Profile.named(id, id)).join();
        return done(stored);
    }

    /// The user as core knows callers.
    Caller caller(String id) {
        return new Caller(user(id).key(), new UserId(id));
    }

    /// A fresh token for a device of the user.
    String token(String user, String device) {
        return done(core.tokens().issue(user(user), new DeviceId(device), 0)).getToken();
    }

    /// The value of a metric.
    double metric(String name) {
        return metrics.text()
                .lines()
                .filter(each -> each.startsWith(name + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(name.length() + 1)))
                .sum();
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    /// Ends the node without closing its store.
    void stop() {
        web.close();
        loops.close();
        timers.close();
    }

    @Override
    public void close() {
        stop();
        store.close();
    }

    private static GatewayOptions options(Setup setup) {
        HostCheck hosts = (_, _) -> true;
        return new GatewayOptions(
                new GatewayOptions.Identity("node-1", "0", Path.of(".")),
                new GatewayOptions.Access(TrustedProxies.none(), hosts),
                new ConnectionLimits(
                        new FrameLimits(65_536, 4096, 262_144),
                        64,
                        1_048_576,
                        1024,
                        setup.heartbeat,
                        Duration.ofSeconds(5)),
                new GatewayOptions.ToldLimits(10_000, 49_152, 0, 2000, 1_000_000),
                10_000,
                Duration.ofMillis(1));
    }

    private static Timers hasty(Timers timers) {
        return new Timers() {
            @Override
            public void after(Duration delay, Runnable task) {
                timers.after(delay.dividedBy(HASTE), task);
            }

            @Override
            public void every(Duration pause, Runnable task) {
                timers.every(pause.dividedBy(HASTE), task);
            }
        };
    }
}
