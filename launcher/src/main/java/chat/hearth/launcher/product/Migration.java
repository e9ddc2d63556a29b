package chat.hearth.launcher.product;

import chat.hearth.kit.secret.DataFolderException;
import chat.hearth.kit.secret.DataLock;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.storage.engine.StoreMeter;
import java.time.InstantSource;

/// Brings the store to this version's schema, which opening it does.
public final class Migration {
    private Migration() {}

    /// Migrates what is behind; the answer says what is there.
    ///
    /// @throws StartRefused if the folder is in use or can't be migrated
    public static String run(HearthSettings settings) {
        var data = settings.server().data();
        try (var _ = DataLock.take(data);
                var store = Stores.open(settings, InstantSource.system(), StoreMeter.NONE)) {
            return "The data in " + Stores.place(settings) + " (environment "
                    + store.environment().id() + ") has this version's schema.";
        } catch (DataFolderException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }
}
