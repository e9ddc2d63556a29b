package chat.hearth.storage.sqlite;

import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.engine.StoreMeter;
import java.nio.file.Path;
import java.time.Duration;

/// How a SQLite store is opened.
///
/// @param file the database; made if it is not there, with its log and its lock beside it
/// @param commits limits of writing
/// @param readers threads that read, each with a connection
/// @param readQueueMax reads waiting for a reader; more are refused with OVERLOADED
/// @param readDeadline how long a read may wait and run
/// @param cacheMib page cache of the writer; readers have a quarter each
/// @param maxMib how large the file may get, beyond which writes are refused; 0 = as large as the disk
/// @param logs when the log is copied into the file
/// @param meter is told how the store fares
public record SqliteOptions(
        Path file,
        CommitLimits commits,
        int readers,
        int readQueueMax,
        Duration readDeadline,
        int cacheMib,
        int maxMib,
        LogLimits logs,
        StoreMeter meter) {

    /// Sizes of the write-ahead log, in MiB.
    ///
    /// @param checkpointMib so much not yet copied is copied, beside the commits
    /// @param truncateMib above this the writer stops to empty the log: readers or commits kept it from
    ///   starting over
    public record LogLimits(int checkpointMib, int truncateMib) {}

    public SqliteOptions {
        if (readers < 1 || readQueueMax < 1 || cacheMib < 1 || maxMib < 0) {
            throw new IllegalArgumentException("limits of the store must be positive");
        }
    }

    /// What suits one machine.
    public static SqliteOptions at(Path file) {
        return new SqliteOptions(
                file,
                CommitLimits.DEFAULT,
                4,
                1_000,
                Duration.ofSeconds(5),
                64,
                0,
                new LogLimits(16, 512),
                StoreMeter.NONE);
    }

    /// The same with other limits of writing.
    public SqliteOptions with(CommitLimits limits) {
        return new SqliteOptions(file, limits, readers, readQueueMax, readDeadline, cacheMib, maxMib, logs, meter);
    }

    /// The same with a limit to the file's size.
    public SqliteOptions withMaxMib(int mib) {
        return new SqliteOptions(file, commits, readers, readQueueMax, readDeadline, cacheMib, mib, logs, meter);
    }

    /// The same with other limits of the log.
    public SqliteOptions with(LogLimits limits) {
        return new SqliteOptions(file, commits, readers, readQueueMax, readDeadline, cacheMib, maxMib, limits, meter);
    }

    /// The same with other limits of reading.
    public SqliteOptions withReads(int threads, int queueMax, Duration deadline) {
        return new SqliteOptions(file, commits, threads, queueMax, deadline, cacheMib, maxMib, logs, meter);
    }

    /// The same with a meter.
    public SqliteOptions with(StoreMeter listener) {
        return new SqliteOptions(file, commits, readers, readQueueMax, readDeadline, cacheMib, maxMib, logs, listener);
    }
}
