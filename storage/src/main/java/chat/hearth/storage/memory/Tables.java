package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.Cid;
import chat.hearth.storage.engine.EarlierSend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The rows, under the keys of the SQL schema.
final class Tables {
    /// Who sent what.
    record SendId(long sender, Cid cid) {}

    /// One member's position in one conversation.
    record InboxRow(long readSeq, long readCounted, long pts, long deliveredSeq) {}

    /// A conversation with what belongs to it.
    static final class Conversation {
        StoredConversation row;
        long lastMark;
        /// The mark of the commit that took its last change.
        long changedMark;
        /// By seq.
        final List<StoredMessage> messages = new ArrayList<>();
        /// By user; `readSeq` in it is 0, the inbox has it.
        final NavigableMap<Long, Membership> membersByUser = new TreeMap<>();

        Conversation(StoredConversation row) {
            this.row = row;
        }
    }

    final NavigableMap<Long, StoredUser> usersByKey = new TreeMap<>();
    final Map<Long, Long> ptsByUser = new HashMap<>();
    /// The mark of the commit that gave the last pts.
    final Map<Long, Long> ptsMarkByUser = new HashMap<>();
    final NavigableMap<Long, Device> devicesByKey = new TreeMap<>();
    final Map<Long, Long> lastSeenMsByDevice = new HashMap<>();
    final NavigableMap<Long, Conversation> conversationsByKey = new TreeMap<>();
    final Map<SendId, EarlierSend> sendKeys = new HashMap<>();
    /// User to conversation to position.
    final Map<Long, NavigableMap<Long, InboxRow>> inboxes = new HashMap<>();
    long lastMark;
    /// Orders lists: higher with each commit, whatever the clock does.
    long lastAtMs;
    long lastMessageId;

    Conversation conversation(long key) {
        var found = conversationsByKey.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no conversation with key " + key);
        }
        return found;
    }

    StoredUser user(long key) {
        var found = usersByKey.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no user with key " + key);
        }
        return found;
    }

    NavigableMap<Long, InboxRow> inbox(long user) {
        return inboxes.getOrDefault(user, new TreeMap<>());
    }

    long pts(long user) {
        return ptsByUser.getOrDefault(user, 0L);
    }

    long nextPts(long user) {
        ptsMarkByUser.put(user, lastMark + 1);
        return ptsByUser.merge(user, 1L, Long::sum);
    }

    void setInbox(long user, long conversation, InboxRow row) {
        inboxes.computeIfAbsent(user, _ -> new TreeMap<>()).put(conversation, row);
    }

    static <T> long nextKey(NavigableMap<Long, T> rows) {
        return rows.isEmpty() ? 1 : rows.lastKey() + 1;
    }
}
