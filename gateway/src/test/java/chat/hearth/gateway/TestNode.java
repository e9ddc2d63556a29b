package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.Core;
import chat.hearth.core.CoreOptions;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.SessionOptions;
import chat.hearth.core.timer.ScheduledTimers;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.gateway.admin.signature.Scope;
import chat.hearth.gateway.admin.signature.ServerApiKey;
import chat.hearth.gateway.admin.signature.ServerApiKeys;
import chat.hearth.gateway.admin.signature.SigningKey;
import chat.hearth.gateway.connection.ConnectionLimits;
import chat.hearth.gateway.connection.ConnectionLimits.FrameLimits;
import chat.hearth.gateway.http.SocketAddresses;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.HostCheck;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A whole IM node on free ports, over the memory engine, with time that only tests move.
public final class TestNode implements AutoCloseable {
    /// The environment of every node here.
    public static final String ENVIRONMENT = "test-env";
    /// A public origin besides the local one.
    public static final String PAGE = "https://chat.example.com";
    /// A key for everything.
    public static final SigningKey ALL = key("all");
    /// A key for messages alone.
    public static final SigningKey MESSAGES = key("messages");
    /// The largest frame that a client may send.
    public static final int FRAME_BYTES = 65_536;
    /// Before hello.
    public static final int HELLO_BYTES = 4096;
    /// Unanswered requests of a connection.
    public static final int IN_FLIGHT = 4;
    /// The largest file that is granted.
    public static final int FILE_BYTES = 100_000;
    /// Signs what is granted for files.
    public static final GrantKey GRANT_KEY = new GrantKey(new byte[GrantKey.BYTES]);
    /// Open connections.
    public static final int CONNECTIONS = 6;

    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            new FrameLimits(FRAME_BYTES, HELLO_BYTES, 262_144),
            IN_FLIGHT,
            262_144,
            64,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));

    final MovableTime time = new MovableTime();
    final GatedStore store = new GatedStore(MemoryStorage.open(ENVIRONMENT, time));
    final Metrics metrics = new Metrics();
    final Core core;
    final Gateway gateway;
    private final ScheduledTimers timers = new ScheduledTimers();
    private final EventLoops loops;
    private final WebServer web;
    private final WebServer api;

    private TestNode(@Nullable String legacySecret, boolean isServing) {
        this(legacySecret, isServing, 0, 2, CONNECTIONS);
    }

    private TestNode(@Nullable String legacySecret, boolean isServing, int port, int loopCount, int connections) {
        loops = EventLoops.start(loopCount);
        var options = new CoreOptions(10_000, 49_152, 262_144, 2000, SessionOptions.standard(0));
        var files = FileOptions.standard(GRANT_KEY, FILE_BYTES);
        core = Core.open(store, options, files, new Sealer(new byte[32], new SecureRandom()), time, timers);
        gateway = Gateway.open(
                options(connections), new Gateway.Services(core, metrics, keys(), legacySecret, time.clocks()));
        var paths = Router.builder();
        gateway.addPublicRoutes(paths);
        var at = WebServerOptions.at("127.0.0.1", 0);
        web = WebServer.start(
                loops,
                WebServerOptions.at("127.0.0.1", port),
                paths.build(),
                RequestObserver.none(),
                gateway.sockets());
        var apiPaths = Router.builder();
        gateway.addServerApiRoutes(apiPaths);
        api = WebServer.start(loops, at, apiPaths.build(), RequestObserver.none());
        if (isServing) {
            gateway.serveAt(List.of("http://localhost:" + port(), PAGE), SocketAddresses.OF_THE_PAGE);
        }
    }

    static TestNode start() {
        return new TestNode(null, true);
    }

    static TestNode startWithLegacySecret(String secret) {
        return new TestNode(secret, true);
    }

    static TestNode startNotServing() {
        return new TestNode(null, false);
    }

    /// One event loop on this port, and room for many.
    public static TestNode startForBench(int port) {
        return new TestNode(null, true, port, 1, 100_000);
    }

    int port() {
        return web.port();
    }

    int apiPort() {
        return api.port();
    }

    /// A user of this id.
    StoredUser user(String id) {
        var stored = core.users().put(new UserId(id), Profile.named(id, id)).join();
        return done(stored);
    }

    /// A fresh token for a device of the user.
    String token(String user, String device) {
        return done(core.tokens().issue(user(user), new DeviceId(device), 0)).getToken();
    }

    /// A fresh ticket for a program.
    public String ticket(String user, String device) {
        return done(core.admission().route(token(user, device), "")).ticket();
    }

    /// A connection that has said hello and is live.
    WireClient session(String user, String device) throws Exception {
        var client = WireClient.connect(port(), Encoding.PROTO);
        client.hello(ticket(user, device));
        return client;
    }

    /// The value of a metric on the page; 0 if it is not there yet.
    double metric(String line) {
        return metrics.text()
                .lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
                .sum();
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    @Override
    public void close() {
        var closing = new ArrayList<AutoCloseable>(List.of(web, api, loops, timers, store));
        for (var each : closing) {
            try {
                each.close();
            } catch (Exception fault) {
                throw new AssertionError(fault);
            }
        }
    }

    private static GatewayOptions options(int connections) {
        HostCheck hosts = (host, _) -> host.startsWith("localhost") || host.startsWith("127.0.0.1");
        return new GatewayOptions(
                new GatewayOptions.Identity("node-1", "1.2.3", Path.of(".")),
                new GatewayOptions.Access(TrustedProxies.none(), hosts),
                LIMITS,
                new GatewayOptions.ToldLimits(10_000, 49_152, 0, 2000, FILE_BYTES),
                connections,
                Duration.ofSeconds(2));
    }

    private static SigningKey key(String id) {
        return new SigningKey(id, ("the secret of the key " + id).getBytes(StandardCharsets.US_ASCII));
    }

    private static ServerApiKeys keys() {
        return ServerApiKeys.of(
                List.of(new ServerApiKey(ALL, Set.of(Scope.ALL)), new ServerApiKey(MESSAGES, Set.of(Scope.MESSAGE))));
    }
}
