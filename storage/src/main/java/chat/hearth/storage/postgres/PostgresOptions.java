package chat.hearth.storage.postgres;

import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.engine.StoreMeter;
import java.time.Duration;
import java.util.Set;

/// How a PostgreSQL store is opened.
///
/// @param commits limits of writing
/// @param writers writing threads, each with a connection; conversations are divided among them
/// @param reads limits of reading
/// @param acceptedRisks dangerous settings that the server may have
/// @param resolveWithin how long the outcome of a commit whose answer was lost may stay unknown, before the
///   process must end
/// @param meter is told how the store fares
public record PostgresOptions(
        PostgresLogin login,
        CommitLimits commits,
        int writers,
        ReadLimits reads,
        Set<Risk> acceptedRisks,
        Duration resolveWithin,
        StoreMeter meter) {
    /// More gain nothing: commits share the log's sync.
    public static final int MAX_WRITERS = 4;

    /// How much may read.
    ///
    /// @param connections reads at the same time
    /// @param queueMax reads waiting for a connection; more are refused with OVERLOADED
    /// @param deadline how long a read may wait, and how long each of its statements may run
    public record ReadLimits(int connections, int queueMax, Duration deadline) {
        public ReadLimits {
            if (connections < 1 || queueMax < 1) {
                throw new IllegalArgumentException("limits of reading must be positive");
            }
        }
    }

    public PostgresOptions {
        if (writers < 1 || writers > MAX_WRITERS) {
            throw new IllegalArgumentException("1 to " + MAX_WRITERS + " writers");
        }
        acceptedRisks = Set.copyOf(acceptedRisks);
    }

    /// What suits one server.
    public static PostgresOptions at(PostgresLogin login) {
        return new PostgresOptions(
                login,
                CommitLimits.DEFAULT,
                2,
                new ReadLimits(8, 1_000, Duration.ofSeconds(5)),
                Set.of(),
                Duration.ofMinutes(5),
                StoreMeter.NONE);
    }

    /// The same with other limits of writing.
    public PostgresOptions with(CommitLimits limits) {
        return new PostgresOptions(login, limits, writers, reads, acceptedRisks, resolveWithin, meter);
    }

    /// The same with another number of writers.
    public PostgresOptions withWriters(int count) {
        return new PostgresOptions(login, commits, count, reads, acceptedRisks, resolveWithin, meter);
    }

    /// The same with other limits of reading.
    public PostgresOptions with(ReadLimits limits) {
        return new PostgresOptions(login, commits, writers, limits, acceptedRisks, resolveWithin, meter);
    }

    /// The same with risks accepted.
    public PostgresOptions accepting(Set<Risk> risks) {
        return new PostgresOptions(login, commits, writers, reads, risks, resolveWithin, meter);
    }

    /// The same with another patience for lost answers.
    public PostgresOptions resolvingWithin(Duration limit) {
        return new PostgresOptions(login, commits, writers, reads, acceptedRisks, limit, meter);
    }

    /// The same with a meter.
    public PostgresOptions with(StoreMeter listener) {
        return new PostgresOptions(login, commits, writers, reads, acceptedRisks, resolveWithin, listener);
    }
}
