package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of messages.
record MessageRows(Handle handle) {
    /// What [#map] reads, of tables called `s` and `su` (its sender).
    static final String COLUMNS = """
            s.id AS s_id, s.conversation_id AS s_conversation, s.seq AS s_seq, s.change AS s_change,
            s.counted_no AS s_counted, su.external_id AS s_sender, s.sent_at AS s_sent_at, s.content AS s_content,
            s.edit_no AS s_edit_no\s""";

    static final String SELECT = "SELECT " + COLUMNS + """
            FROM message s JOIN "user" su ON su.id = s.sender_id
            WHERE s.conversation_id = :conversation AND\s""";

    private static final String RANGE = "s.seq BETWEEN :from AND :to ORDER BY s.seq ";

    HistorySlice range(HistoryQuery query) {
        var heads = new ConversationRows(handle)
                .byKey(query.conversation())
                .map(StoredConversation::heads)
                .orElse(Heads.NONE);
        var found = handle.createQuery(SELECT + RANGE + (query.isOldestFirst() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("conversation", query.conversation())
                .bind("from", query.fromSeq())
                .bind("to", query.toSeq())
                .bind("limit", query.limit() + 1)
                .map(MessageRows::map)
                .list();
        var kept = found.subList(0, Math.min(query.limit(), found.size()));
        List<StoredMessage> ascending = query.isOldestFirst() ? kept : kept.reversed();
        return new HistorySlice(ascending, found.size() > query.limit(), heads);
    }

    /// The conversation's counted number at a place of its timeline.
    long countedAt(long conversation, long seq) {
        return handle.createQuery("""
                        SELECT counted_no FROM message
                        WHERE conversation_id = :conversation AND seq <= :seq ORDER BY seq DESC LIMIT 1
                        """)
                .bind("conversation", conversation)
                .bind("seq", seq)
                .map((r, _) -> r.getLong(1))
                .findOne()
                .orElse(0L);
    }

    static StoredMessage map(ResultSet r, StatementContext context) throws SQLException {
        return new StoredMessage(
                r.getLong("s_id"),
                r.getLong("s_conversation"),
                r.getLong("s_seq"),
                r.getLong("s_change"),
                r.getLong("s_counted"),
                new UserId(r.getString("s_sender")),
                r.getLong("s_sent_at"),
                body(r.getBytes("s_content")),
                r.getInt("s_edit_no"));
    }

    private static Body body(byte[] content) throws SQLException {
        try {
            return Body.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new SQLException("a message row holds no message body", e);
        }
    }
}
