package chat.hearth.storage.sql;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.storage.engine.PageStart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of inboxes.
record InboxRows(Handle handle) {
    /// How far a device of the owner of `i` has received: what was read was received.
    static final String DELIVERED = "CASE WHEN i.delivered_seq > i.read_seq THEN i.delivered_seq ELSE i.read_seq END\n";
    /// How far the other side of a direct conversation `c` has read, for the owner of `i`.
    static final String COUNTERPART_READ = counterpart("o.read_seq");
    /// How far a device of the other side has received.
    static final String COUNTERPART_DELIVERED = counterpart(DELIVERED.replace("i.", "o."));

    /// The conversations are picked first, then only the picked ones are joined with what they show.
    private static final String PICKED =
            "SELECT " + ConversationRows.COLUMNS + ", " + MemberRows.COLUMNS + ", " + MessageRows.COLUMNS + """
            , i.read_counted AS i_read_counted, i.pts AS i_pts,
            %delivered AS i_delivered, %otherRead AS i_other_read, %otherDelivered AS i_other_delivered
            FROM (%s) p
            JOIN conversation c ON c.id = p.conversation_id
            JOIN inbox i ON i.user_id = :user AND i.conversation_id = c.id
            JOIN member m ON m.conversation_id = c.id AND m.user_id = :user
            JOIN "user" u ON u.id = m.user_id
            LEFT JOIN message s
                ON s.conversation_id = c.id AND s.seq = c.seq_head AND s.seq >= m.visible_from_seq AND m.state = 0
            LEFT JOIN "user" su ON su.id = s.sender_id
            ORDER BY\s""";

    private static final String PAGE = picked("""
                    SELECT pi.conversation_id FROM inbox pi
                    JOIN member pm ON pm.conversation_id = pi.conversation_id AND pm.user_id = pi.user_id
                    JOIN conversation pc ON pc.id = pi.conversation_id
                    WHERE pi.user_id = :user AND pm.state = 0 AND (pc.last_at, pc.id) < (:at, :key)
                    ORDER BY pc.last_at DESC, pc.id DESC LIMIT :limit
                    """) + "c.last_at DESC, c.id DESC";

    private static final String ONE =
            picked("SELECT conversation_id FROM inbox WHERE user_id = :user AND conversation_id = :conversation")
                    + "c.id";

    private static final String CHANGED =
            picked("SELECT conversation_id FROM inbox WHERE user_id = :user AND pts > :pts") + "i.pts";

    private static final String PRESENT = """
            SELECT i.conversation_id FROM inbox i
            JOIN member m ON m.conversation_id = i.conversation_id AND m.user_id = i.user_id
            WHERE i.user_id = :user AND m.state = 0 ORDER BY i.conversation_id
            """;

    private static String picked(String pick) {
        return PICKED.replace("%delivered", DELIVERED)
                .replace("%otherRead", COUNTERPART_READ)
                .replace("%otherDelivered", COUNTERPART_DELIVERED)
                .replace("%s", pick);
    }

    private static String counterpart(String position) {
        return """
                CASE WHEN c.kind = 1 THEN
                    (SELECT %s FROM member om
                     JOIN inbox o ON o.user_id = om.user_id AND o.conversation_id = om.conversation_id
                     WHERE om.conversation_id = c.id AND om.user_id <> i.user_id)
                END
                """.replace("%s", position);
    }

    InboxPage page(long user, int limit, String after) {
        var start = PageStart.parse(after);
        var found = list(handle.createQuery(PAGE)
                .bind("user", user)
                .bind("at", start.lastAtMs())
                .bind("key", start.key())
                .bind("limit", limit + 1));
        var entries = found.subList(0, Math.min(limit, found.size()));
        return new InboxPage(entries, found.size() > limit ? place(entries.getLast()) : "");
    }

    Optional<InboxEntry> entry(long user, long conversation) {
        return list(handle.createQuery(ONE).bind("user", user).bind("conversation", conversation)).stream()
                .findFirst();
    }

    List<InboxEntry> changedAfter(long user, long pts) {
        return list(handle.createQuery(CHANGED).bind("user", user).bind("pts", pts));
    }

    long[] conversationsOf(long user) {
        return handle.createQuery(PRESENT).bind("user", user).map((r, _) -> r.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static List<InboxEntry> list(Query query) {
        return query.map(InboxRows::map).list();
    }

    private static String place(InboxEntry entry) {
        var conversation = entry.conversation();
        return new PageStart(conversation.lastAtMs(), conversation.key()).text();
    }

    private static InboxEntry map(ResultSet r, StatementContext context) throws SQLException {
        return new InboxEntry(
                ConversationRows.map(r, context),
                MemberRows.map(r, context),
                r.getLong("m_read"),
                r.getLong("i_read_counted"),
                r.getLong("i_pts"),
                r.getObject("s_id") == null ? null : MessageRows.map(r, context),
                r.getLong("i_other_read"),
                r.getLong("i_delivered"),
                r.getLong("i_other_delivered"));
    }
}
