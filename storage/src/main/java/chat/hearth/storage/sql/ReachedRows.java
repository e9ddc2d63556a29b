package chat.hearth.storage.sql;

import chat.hearth.core.inbox.Reached;
import chat.hearth.protocol.id.UserId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads how far a message has come: on whose devices it is, and who has read it.
record ReachedRows(Handle handle) {
    /// Who joined later stands at the head of that time, but can't see the message.
    private static final String FROM = """
            FROM member m
            JOIN inbox i ON i.user_id = m.user_id AND i.conversation_id = m.conversation_id
            JOIN "user" u ON u.id = m.user_id
            WHERE m.conversation_id = :conversation AND m.state = 0 AND m.visible_from_seq <= :seq
                AND m.user_id <> COALESCE(
                    (SELECT s.sender_id FROM message s WHERE s.conversation_id = :conversation AND s.seq = :seq), 0)
                AND\s""";
    private static final String LIST = "SELECT u.external_id, i.read_seq " + FROM
            + "(i.read_seq >= :seq OR i.delivered_seq >= :seq) ORDER BY m.user_id LIMIT :limit";
    private static final String COUNT = "SELECT count(*) " + FROM + "i.read_seq >= :seq";

    List<Reached> list(long conversation, long seq, int limit) {
        return of(LIST, conversation, seq)
                .bind("limit", limit)
                .map((r, _) -> new Reached(new UserId(r.getString(1)), r.getLong(2) >= seq))
                .list();
    }

    int readers(long conversation, long seq) {
        return of(COUNT, conversation, seq).map((r, _) -> r.getInt(1)).one();
    }

    private Query of(String query, long conversation, long seq) {
        return handle.createQuery(query).bind("conversation", conversation).bind("seq", seq);
    }
}
