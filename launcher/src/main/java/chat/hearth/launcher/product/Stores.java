package chat.hearth.launcher.product;

import chat.hearth.core.store.Store;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.slf4j.LoggerFactory;

/// Opens the store that the configuration names.
final class Stores {
    private static final int ENVIRONMENT_BYTES = 4;
    private static final int HAND_OVER_MAX = 8;

    private Stores() {}

    static Store open(HearthSettings settings, InstantSource clock) {
        var configured = settings.im().environment();
        var file = settings.server().data().resolve("hearth.db");
        var limits =
                new CommitLimits(settings.store().queueMax(), settings.store().batchMax(), HAND_OVER_MAX);
        Store store;
        try {
            store = SqliteStorage.open(
                    SqliteOptions.at(file).with(limits),
                    clock,
                    () -> configured.isEmpty() ? newEnvironment() : configured,
                    Stores::endProcess);
        } catch (StoreUnopenable e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
        var actual = store.environment().id();
        if (!configured.isEmpty() && !configured.equals(actual)) {
            store.close();
            throw new StartRefused("im.environment is \"" + configured + "\", but " + file + " belongs to \"" + actual
                    + "\"; use its own data folder, or leave the key out");
        }
        return store;
    }

    private static String newEnvironment() {
        var bytes = new byte[ENVIRONMENT_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "h" + HexFormat.of().formatHex(bytes);
    }

    /// Whether a commit is on disk can't be told any more: nothing may be answered, so nothing may go on.
    private static void endProcess(Throwable fault) {
        LoggerFactory.getLogger(Stores.class)
                .atError()
                .setCause(fault)
                .log("the outcome of a commit is unknown; the process ends, and on restart the disk tells");
        Runtime.getRuntime().halt(1);
    }
}
