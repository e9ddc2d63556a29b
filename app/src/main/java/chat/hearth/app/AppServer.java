package chat.hearth.app;

import chat.hearth.app.account.Accounts;
import chat.hearth.app.account.Argon2;
import chat.hearth.app.account.PasswordHash;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.app.http.AppRoutes;
import chat.hearth.app.im.ImNode;
import chat.hearth.app.qr.QrSessions;
import chat.hearth.app.session.AppSessions;
import chat.hearth.kit.http.Router;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The app server, put together: open it, mount its routes, drain it, close it.
public final class AppServer implements AutoCloseable {
    private final AppDatabase database;
    private final Accounts accounts;
    private final QrSessions codes;
    private final AppRoutes routes;

    private AppServer(AppDatabase database, Accounts accounts, QrSessions codes, AppRoutes routes) {
        this.database = database;
        this.accounts = accounts;
        this.codes = codes;
        this.routes = routes;
    }

    /// Opens the database and brings it to this version's schema. What the IM node is asked happens later.
    public static AppServer open(AppOptions options, ImNode im, InstantSource clock) {
        return open(options, im, clock, new Argon2());
    }

    static AppServer open(AppOptions options, ImNode im, InstantSource clock, PasswordHash hash) {
        var random = new SecureRandom();
        var database = AppDatabase.open(options.database());
        var accounts = new Accounts(database, hash, im, clock, random);
        var codes = new QrSessions(clock, random);
        var routes = new AppRoutes(accounts, new AppSessions(database, clock, random), codes, options);
        return new AppServer(database, accounts, codes, routes);
    }

    /// Adds the paths, at the root and below `/session`.
    public void mount(Router.Builder router) {
        routes.mount(router);
    }

    /// The accounts, for an operator's commands.
    public Accounts accounts() {
        return accounts;
    }

    /// Answers the browsers that wait for a scan, so that a server that stops need not wait for them.
    public void drain() {
        codes.close();
    }

    @Override
    public void close() {
        drain();
        database.close();
    }
}
