package chat.hearth.launcher.product;

import chat.hearth.core.Core;
import chat.hearth.core.CoreOptions;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.SessionOptions;
import chat.hearth.core.store.Store;
import chat.hearth.core.timer.ScheduledTimers;
import chat.hearth.gateway.Gateway;
import chat.hearth.gateway.connection.Connections.Clocks;
import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.WebServerException;
import chat.hearth.kit.log.Logging;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.kit.secret.DataFolderException;
import chat.hearth.kit.secret.DataLock;
import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.kit.secret.SecretFolder;
import chat.hearth.kit.tls.TlsRefused;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.Version;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.page.PageConfiguration;
import chat.hearth.launcher.page.PageServer;
import chat.hearth.media.MediaOptions;
import chat.hearth.media.MediaServer;
import chat.hearth.media.store.MediaFault;
import chat.hearth.protocol.credential.GrantKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole product, running in this process until it is stopped.
public final class Product implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Product.class);

    private final HearthSettings settings;
    private final Stages stages;
    private final Parts parts;
    private final Addresses addresses;
    private final AtomicBoolean isStopped = new AtomicBoolean();

    /// What is asked to leave off before anything is stopped.
    private record Parts(ImNode node, AppRole app, PublicPort port, SocketPorts sockets) {}

    private Product(HearthSettings settings, Stages stages, Parts parts) {
        this.settings = settings;
        this.stages = stages;
        this.parts = parts;
        this.addresses = new Addresses(parts.port.page(), parts.port.port(), parts.node.serverApi());
    }

    /// Starts everything; when this returns, all of it serves.
    ///
    /// @throws StartRefused with one line that says what to do; nothing is left running
    public static Product start(HearthSettings settings) {
        var stages = new Stages();
        try {
            return start(settings, stages);
        } catch (DataFolderException | WebServerException | MediaFault | TlsRefused e) {
            stages.close();
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            stages.close();
            throw e;
        }
    }

    private static Product start(HearthSettings settings, Stages stages) {
        long begun = System.nanoTime();
        var data = settings.server().data();
        stages.add("lock", DataLock.take(data));
        stages.add("log", log(settings, data));
        LOG.atInfo()
                .addKeyValue("version", Version.current())
                .addKeyValue("data", data)
                .log("starting");
        var secrets = SecretFolder.open(data.resolve("secrets"));
        var clock = InstantSource.system();
        var metrics = new Metrics().withJvm();
        var store = stages.add("store", Stores.open(settings, clock, new StoreMetrics(metrics)));
        LOG.atInfo().addKeyValue("environment", store.environment().id()).log("store open");
        var timers = stages.add("timers", new ScheduledTimers());
        var core = core(settings, store, secrets, clock, timers);
        var loops = stages.add("event loops", EventLoops.start());
        var parts = parts(settings, stages, loops, services(settings, core, metrics, secrets), secrets);
        var product = new Product(settings, stages, parts);
        var runFile = RunFile.in(data);
        runFile.write(product.addresses);
        stages.add("run file", runFile::delete);
        LOG.atInfo()
                .addKeyValue("page", product.addresses.page())
                .addKeyValue("serverApi", product.addresses.serverApi())
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - begun).toMillis())
                .log("ready");
        return product;
    }

    private static Parts parts(
            HearthSettings settings, Stages stages, EventLoops loops, Gateway.Services services, SecretFolder secrets) {
        var data = settings.server().data();
        var clock = services.clocks().wall();
        var tls = stages.add("certificates", Tls.open(settings, services.metrics(), clock));
        var hosts = new PublicHosts();
        var page = PageServer.packed(PageConfiguration.oneOrigin(), connections(settings, tls));
        var node = stages.add("IM node", ImNode.start(settings, loops, services, hosts));
        var app = stages.add("app server", AppRole.open(settings.app(), data, secrets, node.serverApi(), clock));
        var fileBytes = settings.limits().content().fileBytes();
        var media = stages.add(
                "file store",
                MediaServer.open(MediaOptions.standard(data.resolve("media"), fileBytes), grantKey(secrets), clock));
        var hops = new PublicPort.Hops(tls, page, app, node, media);
        var port = stages.add("public port", PublicPort.open(settings, loops, services.metrics(), hops, hosts));
        var sockets = stages.add("WebSocket ports", SocketPorts.open(settings, loops, services.metrics(), hops, hosts));
        if (settings.tls().redirectPort() != 0) {
            var bind = settings.server().bind();
            var redirectPort = settings.tls().redirectPort();
            stages.add("redirect", RedirectPort.open(loops, bind, redirectPort, port.origins(), tls.challenges()));
        }
        tls.renew();
        return new Parts(node, app, port, sockets);
    }

    /// Where it is reached.
    public Addresses addresses() {
        return addresses;
    }

    /// What somebody who has just started it may want to do next, a line each.
    public List<String> nextSteps() {
        var secrets = settings.server().data().resolve("secrets");
        return List.of(
                "  open         " + addresses.page() + " in two browsers, make two accounts, and write to each other",
                "  accounts     ./hearth user add NAME, or by the page itself",
                "  programs     POST " + addresses.page() + "/route, then the WebSocket it names (docs/PROTOCOL.md)",
                "  server API   " + addresses.serverApi() + ", keys in " + secrets,
                "  health       " + addresses.page() + "/api/ready, " + addresses.serverApi() + "/metrics",
                "  measure it   ./hearth bench w1 --quick",
                "  stop         Ctrl+C");
    }

    /// Stops on SIGTERM and SIGINT, and then ends the process with 0.
    public void stopOnSignal() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (stop()) {
                // Without this the process would end with the signal's own code.
                Runtime.getRuntime().halt(0);
            }
        }));
    }

    @Override
    public void close() {
        stop();
    }

    /// Asks the clients to leave, finishes what is under way, and stops everything. False: it was stopped
    /// before.
    private boolean stop() {
        if (!isStopped.compareAndSet(false, true)) {
            return false;
        }
        LOG.info("stopping");
        drain(settings.server().drain());
        stages.close();
        return true;
    }

    private void drain(Duration bound) {
        parts.node.drain(bound);
        parts.app.drain();
        try {
            parts.port.stop(bound);
            parts.sockets.stop(bound);
            parts.node.stop(bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The nodes' own WebSocket ports; those of a page on any free port are known too late, but its own origin
    /// is always allowed.
    private static List<String> connections(HearthSettings settings, Tls tls) {
        return tls.originsAt(settings.server().port()).stream()
                .flatMap(origin -> SocketPorts.besides(origin, settings.im().announced()))
                .distinct()
                .toList();
    }

    private static Logging log(HearthSettings settings, Path data) {
        var folder = data.resolve("log");
        try {
            OwnedFiles.createFolder(folder);
        } catch (IOException e) {
            throw new StartRefused("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
        return Logging.start(settings.log().format(), settings.log().level(), folder);
    }

    private static Gateway.Services services(
            HearthSettings settings, Core core, Metrics metrics, SecretFolder secrets) {
        var api = settings.im().serverApi();
        return new Gateway.Services(
                core,
                metrics,
                ServerApiKeyFiles.in(secrets),
                api.isLegacySigned() ? api.legacySecret().reveal() : null,
                Clocks.system());
    }

    private static Core core(
            HearthSettings settings, Store store, SecretFolder secrets, InstantSource clock, ScheduledTimers timers) {
        var limits = settings.limits();
        var options = new CoreOptions(
                limits.content().textCharacters(),
                limits.content().bodyBytes(),
                limits.frames().serverBytes(),
                limits.content().groupMembers(),
                SessionOptions.standard(limits.load().sendsPer5s()));
        var sealer = new Sealer(secrets.bytes("seal"), new SecureRandom());
        var files = FileOptions.standard(grantKey(secrets), limits.content().fileBytes());
        return Core.open(store, options, files, sealer, clock, timers);
    }

    private static GrantKey grantKey(SecretFolder secrets) {
        return new GrantKey(secrets.bytes("files"));
    }
}
