package chat.hearth.storage.sqlite;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Opens stores in SQLite files.
public final class SqliteStorage {
    private SqliteStorage() {}

    /// Opens the store, making or migrating its file where needed.
    ///
    /// @param newEnvironmentId names the environment of a new file; a file that has one keeps it
    /// @param onUncertainCommit must end the process at once
    /// @throws StoreUnopenable if the file may not be used; its message says why
    public static Store open(
            SqliteOptions options,
            InstantSource clock,
            Supplier<String> newEnvironmentId,
            Consumer<Throwable> onUncertainCommit) {
        var file = options.file().toAbsolutePath();
        try {
            Files.createDirectories(file.resolveSibling("."));
            var use = SoleUse.of(file);
            try {
                Migration.of(file).run();
                var connections = new SqliteConnections(file, options.cacheMib(), options.maxMib());
                var environment = environment(connections, newEnvironmentId);
                return start(new Parts(options, connections, environment, use), clock, onUncertainCommit);
            } catch (IOException | SQLException | RuntimeException e) {
                use.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new StoreUnopenable(file + " can't be opened: " + e.getMessage(), e);
        }
    }

    private record Parts(SqliteOptions options, SqliteConnections connections, Environment environment, SoleUse use) {}

    private static Store start(Parts parts, InstantSource clock, Consumer<Throwable> onUncertainCommit)
            throws SQLException {
        var options = parts.options();
        var engine = new SqliteEngine(parts.connections(), clock);
        var readers = new SqliteReaders(parts.connections(), options);
        var upkeep = new Upkeep(parts.connections(), options.logs(), engine, onUncertainCommit);
        var commits = new GroupCommit(engine, options.commits(), onUncertainCommit);
        upkeep.start(commits);
        return new EngineStore(parts.environment(), commits, readers, () -> {
            upkeep.close();
            parts.use().close();
        });
    }

    private static Environment environment(SqliteConnections connections, Supplier<String> newId) throws SQLException {
        try (var connection = connections.writer()) {
            var known = read(connection);
            if (!known.id().isEmpty()) {
                return known;
            }
            try (var update = connection.prepareStatement("UPDATE environment SET env_id = ?")) {
                update.setString(1, newId.get());
                update.executeUpdate();
            }
            return read(connection);
        }
    }

    private static Environment read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT env_id, epoch FROM environment")) {
            row.next();
            return new Environment(row.getString(1), row.getLong(2));
        }
    }
}
