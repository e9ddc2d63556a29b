package chat.hearth.launcher.product;

import chat.hearth.kit.secret.DataFolderException;
import chat.hearth.kit.secret.DataLock;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.sqlite.SqliteStorage;

/// Begins a new epoch of the data folder: what devices hold from before is then of another history to them.
public final class Epochs {
    private Epochs() {}

    /// Raises the epoch; the answer says what came of it.
    ///
    /// @throws StartRefused if the folder is in use or holds no data
    public static String bump(HearthSettings settings) {
        var data = settings.server().data();
        try (var _ = DataLock.take(data)) {
            long epoch = SqliteStorage.bumpEpoch(data.resolve("hearth.db"));
            return "The data in " + data + " is in epoch " + epoch
                    + " now: every device loads its conversations afresh when it connects.";
        } catch (DataFolderException | StoreUnopenable e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }
}
