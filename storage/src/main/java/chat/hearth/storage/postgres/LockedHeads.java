package chat.hearth.storage.postgres;

import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.sql.Head;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conversations that the transaction holds, with their counters. The locks let readers and foreign keys
/// pass, and nobody else's counters.
final class LockedHeads {
    private static final String SELECT =
            "SELECT id, rules_version, seq_head, change_head, counted_head FROM conversation WHERE id ";

    private final Connection connection;
    private final PreparedStatement lockOrSkip;
    private final PreparedStatement lock;
    private final PreparedStatement lockOne;
    private final PreparedStatement exist;
    private final PreparedStatement lockUsers;
    private final Map<Long, Head> headsByConversation = new HashMap<>();

    LockedHeads(Connection connection) throws SQLException {
        this.connection = connection;
        var many = SELECT + "= ANY (?) ORDER BY id FOR NO KEY UPDATE";
        lockOrSkip = connection.prepareStatement(many + " SKIP LOCKED");
        lock = connection.prepareStatement(many);
        lockOne = connection.prepareStatement(SELECT + "= ? FOR NO KEY UPDATE");
        exist = connection.prepareStatement("SELECT id FROM conversation WHERE id = ANY (?)");
        lockUsers =
                connection.prepareStatement("SELECT 1 FROM \"user\" WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE");
    }

    /// Locks what is claimed, and forgets the heads of the transaction before.
    ///
    /// @return the conversations that somebody else holds
    Set<Long> lock(Claims claims) throws SQLException {
        headsByConversation.clear();
        var skipped = claims.conversations().isEmpty() ? Set.<Long>of() : lockConversations(claims);
        if (!claims.users().isEmpty()) {
            lockUsers.setArray(1, keys(claims.users()));
            lockUsers.executeQuery().close();
        }
        return skipped;
    }

    private Set<Long> lockConversations(Claims claims) throws SQLException {
        var statement = claims.isPatient() ? lock : lockOrSkip;
        statement.setArray(1, keys(claims.conversations()));
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                keep(head(rows));
            }
        }
        return claims.isPatient()
                        || headsByConversation.size() == claims.conversations().size()
                ? Set.of()
                : existing(claims.conversations().stream()
                        .filter(key -> !headsByConversation.containsKey(key))
                        .toList());
    }

    private Set<Long> existing(List<Long> missing) throws SQLException {
        exist.setArray(1, keys(missing));
        var held = new HashSet<Long>();
        try (var rows = exist.executeQuery()) {
            while (rows.next()) {
                held.add(rows.getLong(1));
            }
        }
        return held;
    }

    /// Null: there is no such conversation.
    @Nullable Head of(long conversation) throws SQLException {
        var known = headsByConversation.get(conversation);
        if (known != null) {
            return known;
        }
        lockOne.setLong(1, conversation);
        try (var rows = lockOne.executeQuery()) {
            return rows.next() ? keep(head(rows)) : null;
        }
    }

    /// Its row is written elsewhere.
    void forget(long conversation) {
        headsByConversation.remove(conversation);
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    private Head keep(Head head) {
        headsByConversation.put(head.conversation(), head);
        return head;
    }

    private Array keys(List<Long> keys) throws SQLException {
        return connection.createArrayOf("int8", keys.toArray());
    }
}
