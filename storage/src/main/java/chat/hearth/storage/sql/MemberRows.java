package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Membership;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of members.
public record MemberRows(Handle handle) {
    static final int PRESENT = 0;

    /// What [#map] reads, of tables called `m`, `u` (its user) and `i` (its inbox row).
    static final String COLUMNS = """
            m.conversation_id AS m_conversation, m.user_id AS m_user, u.external_id AS m_user_id, m.role AS m_role,
            m.state AS m_state, m.visible_from_seq AS m_visible, m.change AS m_change, m.alias AS m_alias,
            i.read_seq AS m_read\s""";

    private static final String SELECT = "SELECT " + COLUMNS + """
            FROM member m
            JOIN "user" u ON u.id = m.user_id
            JOIN inbox i ON i.user_id = m.user_id AND i.conversation_id = m.conversation_id
            WHERE m.conversation_id = :conversation AND\s""";

    /// The row of one user.
    public Optional<Membership> of(long conversation, long user) {
        return handle.createQuery(SELECT + "m.user_id = :user")
                .bind("conversation", conversation)
                .bind("user", user)
                .map(MemberRows::map)
                .findOne();
    }

    List<Membership> present(long conversation, long afterUser, int limit) {
        return handle.createQuery(SELECT + "m.user_id > :after AND m.state = 0 ORDER BY m.user_id LIMIT :limit")
                .bind("conversation", conversation)
                .bind("after", afterUser)
                .bind("limit", limit)
                .map(MemberRows::map)
                .list();
    }

    List<Membership> changedAfter(long conversation, long change, int limit) {
        return handle.createQuery(SELECT + "m.change > :change ORDER BY m.user_id LIMIT :limit")
                .bind("conversation", conversation)
                .bind("change", change)
                .bind("limit", limit)
                .map(MemberRows::map)
                .list();
    }

    static Membership map(ResultSet r, StatementContext context) throws SQLException {
        return new Membership(
                r.getLong("m_conversation"),
                r.getLong("m_user"),
                new UserId(r.getString("m_user_id")),
                Role.forNumber(r.getInt("m_role")),
                r.getInt("m_state") == PRESENT,
                r.getLong("m_visible"),
                r.getLong("m_change"),
                r.getString("m_alias"),
                r.getLong("m_read"));
    }
}
