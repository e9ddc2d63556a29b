package chat.hearth.storage.sqlite;

import chat.hearth.core.message.NewMessage;
import chat.hearth.protocol.id.Cid;
import chat.hearth.storage.engine.EarlierSend;
import chat.hearth.storage.sql.AppendTables;
import chat.hearth.storage.sql.Head;
import chat.hearth.storage.sql.Numbered;
import chat.hearth.storage.sql.SendId;
import chat.hearth.storage.sql.SendKeyRows;
import chat.hearth.storage.sql.WriteContext;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The prepared statements of the append path, in plain JDBC: here a microsecond counts.
final class AppendStatements implements AppendTables, AutoCloseable {
    private final Bulk findSendKeys;
    private final Bulk insertSendKeys;
    private final Bulk insertMessages;
    private final PreparedStatement moveHead;
    private final KnownHeads heads;

    AppendStatements(Connection connection, KnownHeads heads) throws SQLException {
        this.heads = heads;
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

    @Override
    public void find(List<SendId> sends, Map<SendId, EarlierSend> into) throws SQLException {
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

    @Override
    public @Nullable Head head(long conversation) throws SQLException {
        return heads.of(conversation);
    }

    @Override
    public void insert(List<Numbered> messages, Collection<Head> moved, WriteContext context) throws SQLException {
        insertSendKeys.forEachChunk(messages, AppendStatements::bindKey, PreparedStatement::executeUpdate);
        insertMessages.forEachChunk(messages, AppendStatements::bindMessage, PreparedStatement::executeUpdate);
        for (var head : moved) {
            moveHead.setLong(1, head.seq());
            moveHead.setLong(2, head.change());
            moveHead.setLong(3, head.counted());
            moveHead.setLong(4, context.activeAtMs());
            moveHead.setLong(5, context.mark());
            moveHead.setLong(6, head.conversation());
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
        statement.setLong(offset + 1, stored.messageId());
        statement.setLong(offset + 2, message.conversation());
        statement.setLong(offset + 3, stored.seq());
        statement.setLong(offset + 4, stored.change());
        statement.setLong(offset + 5, stored.counted());
        statement.setLong(offset + 6, message.sender());
        statement.setLong(offset + 7, stored.sentAtMs());
        statement.setLong(offset + 8, row.kind());
        statement.setLong(offset + 9, row.flags());
        setOrNull(statement, offset + 10, row.expiresAtMs());
        setOrNull(statement, offset + 11, row.replySeq());
        statement.setBytes(offset + 12, row.pending().content().toByteArray());
    }

    private static void setOrNull(PreparedStatement statement, int index, long value) throws SQLException {
        if (value == 0) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value);
        }
    }

    @Override
    public void close() throws SQLException {
        findSendKeys.close();
        insertSendKeys.close();
        insertMessages.close();
        moveHead.close();
    }
}
