package chat.hearth.storage.postgres;

import chat.hearth.storage.engine.StoreUnopenable;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database to the schema this code knows. Flyway is loaded only if there is something to do.
///
/// @param codeVersion the newest schema version this code knows
/// @param scripts where the migrations are, separated by commas
record Migration(PostgresLogin login, int codeVersion, String scripts) {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    static Migration of(PostgresLogin login) {
        return new Migration(login, 2, "classpath:db/migration/postgres");
    }

    void run(Connection connection) throws SQLException {
        if (!isBehind(connection)) {
            return;
        }
        LOG.info("Migrating {} to schema {}", login.shown(), codeVersion);
        try {
            Flyway.configure()
                    .dataSource(login.jdbcUrl(), login.user(), login.password())
                    .locations(scripts.split(","))
                    .target(Integer.toString(codeVersion))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnopenable(
                    login.shown() + " can't be migrated to schema " + codeVersion + ": "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")
                            + "; give Hearth a database of its own, or restore the backup you made before",
                    e);
        }
    }

    private boolean isBehind(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT to_regclass('environment') IS NULL")) {
                if (found.next() && found.getBoolean(1)) {
                    return true;
                }
            }
            try (var row = statement.executeQuery("SELECT schema_version, min_code_version FROM environment")) {
                row.next();
                if (row.getInt(2) > codeVersion) {
                    throw new StoreUnopenable(login.shown() + " has schema " + row.getInt(1)
                            + ", which needs a server that knows schema " + row.getInt(2) + "; this one knows "
                            + codeVersion + ": install the newer version again");
                }
                return row.getInt(1) < codeVersion;
            }
        }
    }
}
