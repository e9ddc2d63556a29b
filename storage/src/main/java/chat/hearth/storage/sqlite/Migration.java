package chat.hearth.storage.sqlite;

import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/// Brings a file to the schema this code knows. Flyway is loaded only if there is something to do.
///
/// @param codeVersion the newest schema version this code knows
/// @param scripts where the migrations are, separated by commas
record Migration(Path file, int codeVersion, String scripts) {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    static Migration of(Path file) {
        return new Migration(file, 2, "classpath:db/migration/sqlite");
    }

    /// @param schema 0 = an empty file
    /// @param minCode the oldest code that may use this schema
    private record Version(int schema, int minCode) {}

    void run() throws SQLException, IOException {
        if (!Files.exists(file)) {
            createFile();
        }
        boolean isNew = Files.size(file) == 0;
        try (var connection = DriverManager.getConnection(url())) {
            if (isNew) {
                SqliteConnections.execute(connection, "PRAGMA page_size = " + SqliteConnections.PAGE_BYTES);
                // Writes the header, and so makes the page size final.
                SqliteConnections.execute(connection, "PRAGMA journal_mode = WAL");
            }
            if (!isBehind(connection)) {
                return;
            }
        }
        LOG.info("Migrating {} to schema {}", file, codeVersion);
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations(scripts.split(","))
                .target(Integer.toString(codeVersion))
                .load()
                .migrate();
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    /// Only its owner may read what people write.
    private void createFile() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private boolean isBehind(Connection connection) throws SQLException, IOException {
        var version = version(connection);
        if (version.minCode() > codeVersion) {
            throw new StoreUnopenable(file + " has schema " + version.schema() + ", which needs a server that knows"
                    + " schema " + version.minCode() + "; this one knows " + codeVersion
                    + ": install the newer version again");
        }
        if (version.schema() > 0 && version.schema() < codeVersion) {
            copy(connection, version.schema());
        }
        return version.schema() < codeVersion;
    }

    private static Version version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'environment'")) {
                if (!found.next()) {
                    return new Version(0, 0);
                }
            }
            try (var row = statement.executeQuery("SELECT schema_version, min_code_version FROM environment")) {
                return row.next() ? new Version(row.getInt(1), row.getInt(2)) : new Version(0, 0);
            }
        }
    }

    /// Through SQLite, so that what is still in the log is in the copy.
    private void copy(Connection connection, int schema) throws SQLException, IOException {
        var copy = file.resolveSibling(file.getFileName() + ".schema-" + schema);
        Files.deleteIfExists(copy);
        new Migration(copy, codeVersion, scripts).createFile();
        ((SQLiteConnection) connection).getDatabase().backup("main", copy.toString(), null);
        LOG.info("Copied the database to {} before migrating it", copy);
    }
}
