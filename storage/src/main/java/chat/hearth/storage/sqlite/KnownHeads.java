package chat.hearth.storage.sqlite;

import chat.hearth.storage.sql.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The counters of the conversations written to lately, so that an append reads none. True only because the
/// writer is alone; forgotten on rollback and whenever a conversation's row is written elsewhere.
final class KnownHeads implements AutoCloseable {
    private static final int MAX = 50_000;

    private final PreparedStatement select;
    private final Map<Long, Head> headsByConversation = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Head> eldest) {
            return size() > MAX;
        }
    };

    KnownHeads(Connection connection) throws SQLException {
        select = connection.prepareStatement(
                "SELECT rules_version, seq_head, change_head, counted_head FROM conversation WHERE id = ?");
    }

    /// Null: there is no such conversation.
    @Nullable Head of(long conversation) throws SQLException {
        var known = headsByConversation.get(conversation);
        return known == null ? read(conversation) : known;
    }

    void forget(long conversation) {
        headsByConversation.remove(conversation);
    }

    void forgetAll() {
        headsByConversation.clear();
    }

    private @Nullable Head read(long conversation) throws SQLException {
        select.setLong(1, conversation);
        try (var row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            var head = new Head(conversation, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            headsByConversation.put(conversation, head);
            return head;
        }
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
