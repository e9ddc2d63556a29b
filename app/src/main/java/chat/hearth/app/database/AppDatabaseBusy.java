package chat.hearth.app.database;

import java.io.Serial;

/// The database could not do the work in time.
public final class AppDatabaseBusy extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    AppDatabaseBusy(Throwable cause) {
        super("the accounts' database is too busy", cause);
    }
}
