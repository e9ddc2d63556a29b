package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.protocol.id.ConversationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of conversations.
public record ConversationRows(Handle handle) {
    /// What [#map] reads, of a table called `c`.
    static final String COLUMNS = """
            c.id AS c_id, c.key AS c_key, c.name AS c_name, c.portrait AS c_portrait, c.seq_head AS c_seq,
            c.change_head AS c_change, c.counted_head AS c_counted, c.rules_version AS c_rules,
            c.member_count AS c_members, c.last_at AS c_last_at, c.dismissed AS c_dismissed\s""";

    private static final String SELECT = "SELECT " + COLUMNS + "FROM conversation c WHERE ";

    Optional<StoredConversation> byId(ConversationId id) {
        return handle.createQuery(SELECT + "c.key = ?")
                .bind(0, id.value())
                .map(ConversationRows::map)
                .findOne();
    }

    /// By database key.
    public Optional<StoredConversation> byKey(long key) {
        return handle.createQuery(SELECT + "c.id = ?")
                .bind(0, key)
                .map(ConversationRows::map)
                .findOne();
    }

    StoredConversation existing(long key) {
        return byKey(key).orElseThrow(() -> new IllegalArgumentException("no conversation with key " + key));
    }

    static StoredConversation map(ResultSet r, StatementContext context) throws SQLException {
        return new StoredConversation(
                r.getLong("c_id"),
                new ConversationId(r.getString("c_key")),
                r.getString("c_name"),
                r.getString("c_portrait"),
                new Heads(r.getLong("c_seq"), r.getLong("c_change"), r.getLong("c_counted")),
                r.getLong("c_rules"),
                r.getInt("c_members"),
                r.getLong("c_last_at"),
                r.getInt("c_dismissed") != 0);
    }
}
