package chat.hearth.storage.sqlite;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
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
            Files.createDirectories(folderOf(file));
            var use = SoleUse.of(file);
            try {
                Migration.of(file).run();
                syncFolders(file);
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

    /// Begins a new epoch of a file that nobody has open: no cursor of an earlier one is taken any more.
    ///
    /// @throws StoreUnopenable if the file is not there, is in use or can't be changed
    public static long bumpEpoch(Path database) {
        var file = database.toAbsolutePath();
        if (!Files.exists(file)) {
            throw new StoreUnopenable(file + " is not there; name the data folder with --data");
        }
        try {
            var use = SoleUse.of(file);
            try (var connection = new SqliteConnections(file, 1, 0).writer();
                    var update = connection.prepareStatement("UPDATE environment SET epoch = epoch + 1")) {
                update.executeUpdate();
                return read(connection).epoch();
            } finally {
                use.close();
            }
        } catch (IOException | SQLException e) {
            throw new StoreUnopenable(file + " can't be changed: " + e.getMessage(), e);
        }
    }

    private static Path folderOf(Path file) {
        return file.resolveSibling("");
    }

    /// SQLite syncs what is in its files; that a new file, in a new folder, survives a power cut is said by
    /// the folders, and nobody else syncs those.
    private static void syncFolders(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (var folder : List.of(folderOf(file), folderOf(folderOf(file)))) {
                try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    private record Parts(SqliteOptions options, SqliteConnections connections, Environment environment, SoleUse use) {}

    private static Store start(Parts parts, InstantSource clock, Consumer<Throwable> onUncertainCommit)
            throws SQLException {
        var options = parts.options();
        var engine = new SqliteEngine(parts.connections(), clock);
        var readers = new SqliteReaders(parts.connections(), options);
        var upkeep = new Upkeep(parts.connections(), options.logs(), engine, onUncertainCommit);
        var commits = new GroupCommit(engine, options.commits(), options.meter(), onUncertainCommit);
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
