package chat.hearth.storage.sqlite;

import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.NewMessage;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.storage.engine.EarlierSend;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.sql.SendKeyRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The prepared statements of the append path, in plain JDBC: here a microsecond counts.
final class AppendStatements implements AutoCloseable {
    private static final int MENTION_SHIFT = 2;
    private static final long MS_PER_S = 1000;

    /// Who sent what.
    record SendId(long sender, Cid cid) {}

    /// A message with the numbers it got.
    record Numbered(PendingMessage pending, Stored stored) {}

    private final Bulk findSendKeys;
    private final Bulk insertSendKeys;
    private final Bulk insertMessages;
    private final PreparedStatement moveHead;

    AppendStatements(Connection connection) throws SQLException {
        findSendKeys = new Bulk(
                connection,
                "SELECT cid, sender_id, " + SendKeyRows.COLUMNS + "FROM send_key WHERE (cid, sender_id) IN (VALUES ",
                2,
                ")");
        insertSendKeys = new Bulk(connection, """
                INSERT INTO send_key (cid, sender_id, conversation_id, message_id, seq, change, counted_no, sent_at,
                                      digest)
                VALUES\s""", 9, "");
        insertMessages = new Bulk(connection, """
                INSERT INTO message (id, conversation_id, seq, change, counted_no, sender_id, sent_at, kind, flags,
                                     expires_at, reply_seq, content)
                VALUES\s""", 12, "");
        moveHead = connection.prepareStatement("""
                UPDATE conversation SET seq_head = ?, change_head = ?, counted_head = ?, last_at = ?, last_mark = ?
                WHERE id = ?
                """);
    }

    /// Adds to `into` those of the sends that are stored.
    void find(List<SendId> sends, Map<SendId, EarlierSend> into) throws SQLException {
        findSendKeys.forEachChunk(sends, AppendStatements::bind, statement -> {
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var cid = ByteBuffer.wrap(rows.getBytes(1));
                    var id = new SendId(rows.getLong(2), new Cid(new UUID(cid.getLong(), cid.getLong())));
                    into.put(id, SendKeyRows.map(rows));
                }
            }
        });
    }

    void insert(List<Numbered> messages) throws SQLException {
        insertSendKeys.forEachChunk(messages, AppendStatements::bindKey, PreparedStatement::executeUpdate);
        insertMessages.forEachChunk(messages, AppendStatements::bindMessage, PreparedStatement::executeUpdate);
    }

    void moveHeads(Collection<KnownHeads.Head> heads, long activeAtMs, long mark) throws SQLException {
        for (var head : heads) {
            moveHead.setLong(1, head.seq);
            moveHead.setLong(2, head.change);
            moveHead.setLong(3, head.counted);
            moveHead.setLong(4, activeAtMs);
            moveHead.setLong(5, mark);
            moveHead.setLong(6, head.conversation);
            moveHead.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int offset, SendId send) throws SQLException {
        statement.setBytes(offset + 1, SendKeyRows.bytes(send.cid()));
        statement.setLong(offset + 2, send.sender());
    }

    private static void bindKey(PreparedStatement statement, int offset, Numbered row) throws SQLException {
        var message = row.pending().message();
        var stored = row.stored();
        statement.setBytes(offset + 1, SendKeyRows.bytes(message.cid()));
        statement.setLong(offset + 2, message.sender());
        statement.setLong(offset + 3, message.conversation());
        statement.setLong(offset + 4, stored.messageId());
        statement.setLong(offset + 5, stored.seq());
        statement.setLong(offset + 6, stored.change());
        statement.setLong(offset + 7, stored.counted());
        statement.setLong(offset + 8, stored.sentAtMs());
        statement.setBytes(offset + 9, SendKeyRows.bytes(message.digest()));
    }

    private static void bindMessage(PreparedStatement statement, int offset, Numbered row) throws SQLException {
        NewMessage message = row.pending().message();
        var stored = row.stored();
        var body = message.body();
        statement.setLong(offset + 1, stored.messageId());
        statement.setLong(offset + 2, message.conversation());
        statement.setLong(offset + 3, stored.seq());
        statement.setLong(offset + 4, stored.change());
        statement.setLong(offset + 5, stored.counted());
        statement.setLong(offset + 6, message.sender());
        statement.setLong(offset + 7, stored.sentAtMs());
        statement.setLong(offset + 8, Integer.toUnsignedLong(body.getKind()));
        statement.setLong(offset + 9, flags(body));
        setOrNull(statement, offset + 10, expiresAtMs(body, stored.sentAtMs()));
        setOrNull(statement, offset + 11, body.getReplySeq());
        statement.setBytes(offset + 12, row.pending().content().toByteArray());
    }

    private static void setOrNull(PreparedStatement statement, int index, long value) throws SQLException {
        if (value == 0) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value);
        }
    }

    private static long expiresAtMs(Body body, long sentAtMs) {
        return body.getExpireS() == 0 ? 0 : sentAtMs + Integer.toUnsignedLong(body.getExpireS()) * MS_PER_S;
    }

    /// Bits 0–1: persist; bits 2–3: mention scope.
    private static long flags(Body body) {
        return body.getPersistValue() | (long) body.getMentionScopeValue() << MENTION_SHIFT;
    }

    @Override
    public void close() throws SQLException {
        findSendKeys.close();
        insertSendKeys.close();
        insertMessages.close();
        moveHead.close();
    }
}
