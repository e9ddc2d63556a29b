package chat.hearth.launcher.product;

import chat.hearth.core.store.Store;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.config.StoreSettings;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.postgres.PostgresLogin;
import chat.hearth.storage.postgres.PostgresOptions;
import chat.hearth.storage.postgres.PostgresStorage;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/// Opens the store that the configuration names.
final class Stores {
    private static final int ENVIRONMENT_BYTES = 4;
    private static final int HAND_OVER_MAX = 8;

    private Stores() {}

    static Store open(HearthSettings settings, InstantSource clock, StoreMeter meter) {
        var configured = settings.im().environment();
        Store store;
        try {
            store = open(settings, clock, meter, () -> configured.isEmpty() ? newEnvironment() : configured);
        } catch (StoreUnopenable e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
        var actual = store.environment().id();
        if (!configured.isEmpty() && !configured.equals(actual)) {
            store.close();
            throw new StartRefused("im.environment is \"" + configured + "\", but " + place(settings) + " belongs to \""
                    + actual + "\"; use its own " + (isInFile(settings) ? "data folder" : "database")
                    + ", or leave the key out");
        }
        return store;
    }

    /// Where the store keeps its data, for people.
    static String place(HearthSettings settings) {
        return isInFile(settings)
                ? file(settings).toString()
                : login(settings.store().postgres()).shown();
    }

    private static Store open(
            HearthSettings settings, InstantSource clock, StoreMeter meter, Supplier<String> newEnvironment) {
        var store = settings.store();
        var limits = new CommitLimits(store.queueMax(), store.batchMax(), HAND_OVER_MAX);
        return switch (store.kind()) {
            case SQLITE ->
                SqliteStorage.open(
                        SqliteOptions.at(file(settings)).with(limits).with(meter),
                        clock,
                        newEnvironment,
                        Stores::endProcess);
            case POSTGRES ->
                PostgresStorage.open(
                        PostgresOptions.at(login(store.postgres()))
                                .with(limits)
                                .with(meter)
                                .withWriters(store.postgres().writers())
                                .accepting(store.postgres().acceptedRisks()),
                        clock,
                        newEnvironment,
                        Stores::endProcess);
        };
    }

    private static boolean isInFile(HearthSettings settings) {
        return settings.store().kind() == StoreSettings.Kind.SQLITE;
    }

    private static Path file(HearthSettings settings) {
        return settings.server().data().resolve("hearth.db");
    }

    private static PostgresLogin login(StoreSettings.Postgres postgres) {
        return new PostgresLogin(
                postgres.url(), postgres.user(), postgres.password().reveal());
    }

    private static String newEnvironment() {
        var bytes = new byte[ENVIRONMENT_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "h" + HexFormat.of().formatHex(bytes);
    }

    /// Whether a commit is kept can't be told any more, or the database is not this server's any more: nothing
    /// may be answered, so nothing may go on.
    private static void endProcess(Throwable fault) {
        LoggerFactory.getLogger(Stores.class)
                .atError()
                .setCause(fault)
                .log("the store can't go on safely; the process ends, and on restart the store tells what is kept");
        Runtime.getRuntime().halt(1);
    }
}
