package chat.hearth.storage.sql;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.StoredMessage;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads what changed in a conversation.
record DiffRows(Handle handle) {
    private static final String NEWEST_FIRST =
            MessageRows.SELECT + "s.seq >= :visible ORDER BY s.seq DESC LIMIT :limit";
    private static final String CHANGED_AFTER_BIRTH =
            MessageRows.SELECT + "s.change > :from AND s.edit_no > 0 AND s.seq >= :visible LIMIT :limit";

    DiffSlice read(DiffQuery query) {
        return read(query, new ConversationRows(handle).existing(query.conversation()));
    }

    DiffSlice read(DiffQuery query, StoredConversation conversation) {
        if (query.fromChange() >= conversation.heads().change()) {
            return new DiffSlice(conversation, List.of(), List.of(), false);
        }
        var messagesBySeq = new TreeMap<Long, StoredMessage>();
        addNew(query, messagesBySeq);
        changedAfterBirth(query).forEach(m -> messagesBySeq.put(m.seq(), m));
        int room = query.limit() - messagesBySeq.size();
        var members = room < 0
                ? List.<Membership>of()
                : new MemberRows(handle).changedAfter(query.conversation(), query.fromChange(), room + 1);
        return room < members.size()
                ? new DiffSlice(conversation, List.of(), List.of(), true)
                : new DiffSlice(conversation, List.copyOf(messagesBySeq.values()), members, false);
    }

    /// Walks down from the newest. A row that last changed before the range was born before it, and so was
    /// every row below it: there the walk ends, and needs no index by change.
    private void addNew(DiffQuery query, TreeMap<Long, StoredMessage> messagesBySeq) {
        handle.createQuery(NEWEST_FIRST)
                .bind("conversation", query.conversation())
                .bind("visible", query.visibleFromSeq())
                .bind("limit", query.limit() + 1)
                .map(MessageRows::map)
                .useIterator(newest -> {
                    while (newest.hasNext()) {
                        var message = newest.next();
                        if (message.change() <= query.fromChange()) {
                            return;
                        }
                        messagesBySeq.put(message.seq(), message);
                    }
                });
    }

    private List<StoredMessage> changedAfterBirth(DiffQuery query) {
        return handle.createQuery(CHANGED_AFTER_BIRTH)
                .bind("conversation", query.conversation())
                .bind("from", query.fromChange())
                .bind("visible", query.visibleFromSeq())
                .bind("limit", query.limit() + 1)
                .map(MessageRows::map)
                .list();
    }
}
