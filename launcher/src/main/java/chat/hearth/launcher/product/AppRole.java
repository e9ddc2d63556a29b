package chat.hearth.launcher.product;

import chat.hearth.app.AppOptions;
import chat.hearth.app.AppServer;
import chat.hearth.app.im.HttpImNode;
import chat.hearth.gateway.admin.signature.ServerApiSigner;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.secret.SecretFolder;
import chat.hearth.launcher.config.AppSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// The app server and its way to the IM node: the signed server API, as from another machine.
public final class AppRole implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String KEY = "app";

    private final HttpImNode im;
    private final AppServer app;

    private AppRole(HttpImNode im, AppServer app) {
        this.im = im;
        this.app = app;
    }

    /// Opens the accounts of a data folder.
    ///
    /// @param serverApi scheme, host and port
    public static AppRole open(
            AppSettings settings, Path data, SecretFolder secrets, URI serverApi, InstantSource clock) {
        var signer = new ServerApiSigner(ServerApiKeyFiles.key(secrets, KEY), clock, new SecureRandom());
        var im = new HttpImNode(
                serverApi,
                (method, uri, body) ->
                        signer.sign(method, uri.getPath(), uri.getRawQuery() == null ? "" : uri.getRawQuery(), body),
                PATIENCE);
        try {
            var options = new AppOptions(data.resolve("app.db"), settings.isRegistrationOpen(), false);
            return new AppRole(im, AppServer.open(options, im, clock));
        } catch (RuntimeException e) {
            im.close();
            throw e;
        }
    }

    /// The accounts, login and the rest of it.
    public AppServer server() {
        return app;
    }

    void mount(Router.Builder router) {
        app.mount(router);
    }

    /// Answers the browsers that wait.
    void drain() {
        app.drain();
    }

    @Override
    public void close() {
        app.close();
        im.close();
    }
}
