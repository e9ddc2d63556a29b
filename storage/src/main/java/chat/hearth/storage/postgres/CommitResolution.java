package chat.hearth.storage.postgres;

import chat.hearth.core.message.NewMessage;
import chat.hearth.storage.engine.UncertainCommit;
import chat.hearth.storage.sql.Journal;
import chat.hearth.storage.sql.SendKeyRows;
import chat.hearth.storage.sql.Touches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what became of a COMMIT whose answer was lost, on another connection.
///
/// The old session may still be committing, or may not have seen that its connection is gone: it is waited
/// for, never cancelled, since a commit that waits for a standby would then be kept here and lost there. After
/// that the batch's own rows tell: a send key with the message id that only this batch was given, or where
/// the batch holds no message, its row of the journal.
///
/// @param within how long the outcome may stay unknown
record CommitResolution(PostgresConnections connections, Duration within) {
    private static final Logger LOG = LoggerFactory.getLogger(CommitResolution.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /// What the server says of a transaction id that it has not given out: another server, behind the old one.
    private static final String UNKNOWN_ID = "22023";

    /// One message of the batch, and the id that only this batch gave it.
    record Witness(NewMessage message, long messageId) {}

    /// Whether the transaction is kept.
    ///
    /// @param lost what came instead of the answer
    /// @throws UncertainCommit if that can't be told in time
    boolean isKept(long mark, long nowMs, Touches touches, @Nullable Witness witness, SQLException lost) {
        LOG.warn("The answer to a commit was lost; looking for what became of it");
        long end = System.nanoTime() + within.toNanos();
        var last = lost;
        while (System.nanoTime() < end) {
            try (var connection = connections.plain()) {
                while (isUnderWay(connection, mark)) {
                    if (System.nanoTime() > end) {
                        throw new UncertainCommit("a commit is under way for longer than " + within, last);
                    }
                    pause();
                }
                boolean isKept = witness == null
                        ? hasJournalRow(connection, mark, nowMs, Journal.encode(touches))
                        : hasSendKey(connection, witness);
                LOG.info("The commit {}", isKept ? "is kept" : "did not happen");
                return isKept;
            } catch (SQLException e) {
                last = e;
                pause();
            }
        }
        throw new UncertainCommit("the outcome of a commit could not be looked up for " + within, last);
    }

    private static boolean isUnderWay(Connection connection, long mark) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_xact_status(?::text::xid8)")) {
            statement.setString(1, Long.toString(mark));
            try (var row = statement.executeQuery()) {
                return row.next() && "in progress".equals(row.getString(1));
            }
        } catch (SQLException e) {
            if (UNKNOWN_ID.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static boolean hasSendKey(Connection connection, Witness witness) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM send_key WHERE cid = ? AND sender_id = ? AND message_id = ?")) {
            statement.setBytes(1, SendKeyRows.bytes(witness.message().cid()));
            statement.setLong(2, witness.message().sender());
            statement.setLong(3, witness.messageId());
            return hasRow(statement);
        }
    }

    private static boolean hasJournalRow(Connection connection, long mark, long nowMs, byte[] body)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT 1 FROM commit_journal WHERE id = ? AND at = ? AND body = ?")) {
            statement.setLong(1, mark);
            statement.setLong(2, nowMs);
            statement.setBytes(3, body);
            return hasRow(statement);
        }
    }

    private static boolean hasRow(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
