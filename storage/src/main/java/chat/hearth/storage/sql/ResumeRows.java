package chat.hearth.storage.sql;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what a returning device missed.
record ResumeRows(Handle handle, Dialect dialect) {
    private static final String MOVED = "SELECT " + ConversationRows.COLUMNS
            + """
            , m.visible_from_seq AS visible,
            %read AS other_read, %delivered AS other_delivered
            FROM inbox i
            JOIN member m ON m.conversation_id = i.conversation_id AND m.user_id = i.user_id
            JOIN conversation c ON c.id = i.conversation_id
            WHERE i.user_id = :user AND m.state = 0 AND c.last_mark >= :mark
            ORDER BY c.id
            """.replace("%read", InboxRows.COUNTERPART_READ).replace("%delivered", InboxRows.COUNTERPART_DELIVERED);

    private record Moved(StoredConversation conversation, long visibleFromSeq, long readSeq, long deliveredSeq) {
        Touched with(@Nullable DiffSlice diff) {
            return new Touched(conversation, diff, readSeq, deliveredSeq);
        }
    }

    ResumeSnapshot read(ResumeQuery query) {
        var touched = new ArrayList<Touched>();
        int room = query.maxEvents();
        for (var moved : moved(query)) {
            var one = touched(moved, query.have().get(moved.conversation().key()), room);
            var diff = one.diff();
            room -= diff == null ? 0 : diff.messages().size() + diff.members().size();
            touched.add(one);
        }
        return new ResumeSnapshot(
                dialect.nextMark(handle),
                new UserRows(handle).pts(query.user()),
                touched,
                new InboxRows(handle).changedAfter(query.user(), query.pts()));
    }

    private List<Moved> moved(ResumeQuery query) {
        return handle.createQuery(MOVED)
                .bind("user", query.user())
                .bind("mark", query.mark())
                .map((r, context) -> new Moved(
                        ConversationRows.map(r, context),
                        r.getLong("visible"),
                        r.getLong("other_read"),
                        r.getLong("other_delivered")))
                .list();
    }

    private Touched touched(Moved moved, @Nullable Long have, int room) {
        var conversation = moved.conversation();
        if (have == null || have > conversation.heads().change()) {
            return moved.with(null);
        }
        var wish = new DiffQuery(conversation.key(), have, moved.visibleFromSeq(), room);
        var diff = new DiffRows(handle).read(wish, conversation);
        return moved.with(diff.isTooLong() ? null : diff);
    }
}
