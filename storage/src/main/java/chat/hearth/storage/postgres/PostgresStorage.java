package chat.hearth.storage.postgres;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.sql.Journal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/// Opens stores in PostgreSQL databases.
public final class PostgresStorage {
    private PostgresStorage() {}

    /// Opens the store, making or migrating its schema where needed.
    ///
    /// @param newEnvironmentId names the environment of a new database; one that has a name keeps it
    /// @param onUncertainCommit must end the process at once
    /// @throws StoreUnopenable if the database may not be used; its message says why
    public static Store open(
            PostgresOptions options,
            InstantSource clock,
            Supplier<String> newEnvironmentId,
            Consumer<Throwable> onUncertainCommit) {
        var connections = new PostgresConnections(options.login(), DriverManager::getConnection);
        return open(options, connections, clock, newEnvironmentId, onUncertainCommit);
    }

    static Store open(
            PostgresOptions options,
            PostgresConnections connections,
            InstantSource clock,
            Supplier<String> newEnvironmentId,
            Consumer<Throwable> onUncertainCommit) {
        try {
            var environment = prepare(options, connections, newEnvironmentId);
            connections.bindTo(environment.value());
            return start(options, connections, environment, clock, onUncertainCommit);
        } catch (SQLException e) {
            throw PostgresFaults.unopenable(options.login(), e);
        }
    }

    /// @param lastAtMs when the last commit was
    private record Prepared(Environment value, long lastAtMs, SoleUse use) {}

    /// Nothing is changed before the server is found fit, and nothing by two at once.
    private static Prepared prepare(
            PostgresOptions options, PostgresConnections connections, Supplier<String> newEnvironmentId)
            throws SQLException {
        try (var connection = connections.plain()) {
            new ServerCheck(options.login(), options.acceptedRisks()).run(connection);
            var use = SoleUse.of(connections);
            try {
                Migration.of(options.login()).run(connection);
                var environment = EnvironmentRow.claim(connection, newEnvironmentId);
                return new Prepared(environment, lastAtMs(connection), use);
            } catch (SQLException | RuntimeException e) {
                use.close();
                throw e;
            }
        }
    }

    private static long lastAtMs(Connection connection) {
        try (var handle = Jdbi.create(connection).open()) {
            return new Journal(handle).lastAtMs();
        }
    }

    private static Store start(
            PostgresOptions options,
            PostgresConnections connections,
            Prepared prepared,
            InstantSource clock,
            Consumer<Throwable> onUncertainCommit) {
        var activeAt = new AtomicLong(prepared.lastAtMs());
        var engines = IntStream.range(0, options.writers())
                .mapToObj(_ -> new PostgresEngine(connections, clock, activeAt, options.resolveWithin()))
                .toList();
        var readers = new PostgresReaders(connections, options.reads(), options.meter());
        var commits = new GroupCommit(engines, options.commits(), options.meter(), onUncertainCommit);
        var upkeep = new Upkeep(commits, prepared.use(), onUncertainCommit);
        upkeep.start();
        return new EngineStore(prepared.value(), commits, readers, upkeep::close);
    }
}
