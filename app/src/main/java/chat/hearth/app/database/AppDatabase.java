package chat.hearth.app.database;

import chat.hearth.kit.secret.OwnedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// The file, its thread, and a bounded queue in front of it.
public final class AppDatabase implements AutoCloseable {
    private static final int MAX_WAITING = 1000;
    private static final int PATIENCE_S = 10;
    private static final int BUSY_MS = 5000;

    private final ThreadPoolExecutor thread;
    private final Handle handle;

    private AppDatabase(ThreadPoolExecutor thread, Handle handle) {
        this.thread = thread;
        this.handle = handle;
    }

    /// Opens the file, makes it if there is none, and brings it to this version's schema.
    ///
    /// @throws UncheckedIOException if the file can't be made
    public static AppDatabase open(Path file) {
        makeForOwner(file);
        var source = source(file);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/app")
                .loggers("slf4j")
                .load()
                .migrate();
        var thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("hearth-accounts").daemon().factory());
        return new AppDatabase(thread, Jdbi.create(source).open());
    }

    /// Work on the database, as one transaction.
    public interface Work<T> {
        /// Does it.
        T on(Handle handle);
    }

    /// Does the work on the database's thread and waits for it. What it writes is on disk when this returns.
    ///
    /// @throws AppDatabaseBusy if too much waits already, or it took too long
    public <T> T call(Work<T> work) {
        Future<T> done = submit(work);
        try {
            return done.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // What nobody waits for any more is not begun.
            done.cancel(false);
            throw new AppDatabaseBusy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AppDatabaseBusy(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }

    private <T> Future<T> submit(Work<T> work) {
        try {
            return thread.submit(() -> handle.inTransaction(work::on));
        } catch (RejectedExecutionException e) {
            throw new AppDatabaseBusy(e);
        }
    }

    @Override
    public void close() {
        thread.close();
        handle.close();
    }

    /// An empty file is an empty database to SQLite, and what it puts beside it gets the same rights.
    private static void makeForOwner(Path file) {
        try {
            if (Files.notExists(file)) {
                OwnedFiles.create(file, new byte[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the database of accounts " + file, e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MS);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
