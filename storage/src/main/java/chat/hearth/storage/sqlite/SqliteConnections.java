package chat.hearth.storage.sqlite;

import chat.hearth.storage.engine.StoreUnopenable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;

/// Opens connections with the settings that G1 needs, and checks that SQLite took them.
///
/// @param seam what every connection goes through once it is open; tests break them there
record SqliteConnections(Path file, int cacheMib, int maxMib, UnaryOperator<Connection> seam) {
    static final int PAGE_BYTES = 2048;

    private static final int BUSY_MS = 5_000;
    private static final int KIB = 1024;
    private static final long MIB = 1024L * 1024;

    SqliteConnections(Path file, int cacheMib, int maxMib) {
        this(file, cacheMib, maxMib, UnaryOperator.identity());
    }

    Connection writer() throws SQLException {
        var connection = open(SQLiteConfig.TransactionMode.IMMEDIATE, false, cacheMib);
        execute(connection, "PRAGMA wal_autocheckpoint = 0");
        execute(connection, "PRAGMA foreign_keys = ON");
        if (maxMib > 0) {
            execute(connection, "PRAGMA max_page_count = " + maxMib * MIB / PAGE_BYTES);
        }
        check(connection, Map.of("journal_mode", "wal", "synchronous", "2", "wal_autocheckpoint", "0"));
        return seam.apply(connection);
    }

    Connection reader() throws SQLException {
        var connection = open(SQLiteConfig.TransactionMode.DEFERRED, true, Math.max(1, cacheMib / 4));
        check(connection, Map.of("journal_mode", "wal", "query_only", "1"));
        return connection;
    }

    /// Runs a statement that answers nothing worth reading.
    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open(SQLiteConfig.TransactionMode mode, boolean isReadOnly, int mib) throws SQLException {
        var config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setBusyTimeout(BUSY_MS);
        config.setCacheSize(-mib * KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        if (isReadOnly) {
            config.setReadOnly(true);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        var connection = config.createConnection("jdbc:sqlite:" + file);
        if (isReadOnly) {
            execute(connection, "PRAGMA query_only = ON");
        }
        return connection;
    }

    static void check(Connection connection, Map<String, String> wanted) throws SQLException {
        for (var setting : wanted.entrySet()) {
            var found = read(connection, setting.getKey());
            if (!setting.getValue().equals(found)) {
                throw new StoreUnopenable("SQLite runs with " + setting.getKey() + "=" + found + " instead of "
                        + setting.getValue() + "; messages would not be safe, so the store stays closed");
            }
        }
    }

    private static String read(Connection connection, String pragma) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA " + pragma)) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }
}
