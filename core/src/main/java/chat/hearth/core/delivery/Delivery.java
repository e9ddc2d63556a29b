package chat.hearth.core.delivery;

import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change;
import chat.hearth.core.log.Change.DeliveredMoved;
import chat.hearth.core.log.Change.InboxChanged;
import chat.hearth.core.log.Change.MembersChanged;
import chat.hearth.core.log.Change.MessageAppended;
import chat.hearth.core.log.Change.ReadMoved;
import chat.hearth.core.log.CommitListener;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.ConversationKind;
import java.util.Arrays;
import java.util.List;

/// Hands each committed change to the sessions of this node that may see it, each frame encoded once.
///
/// Work per change is proportional to the members online here, never to the members. Runs on the store's
/// releasing thread, in commit order; signals may come from any thread.
public final class Delivery implements CommitListener {
    private final Registry registry = new Registry();
    private volatile long committedMark;
    /// Until somebody watches the journal, what was handed out is all there is.
    private volatile long settledMark = Long.MAX_VALUE;

    /// Enters a session: its user's own log reaches it from here on.
    public void enter(Subscriber subscriber) {
        registry.enter(subscriber);
    }

    /// The session, just entered, follows these conversations from here on.
    public void follow(Subscriber subscriber, long[] conversations) {
        registry.followAll(subscriber, conversations);
    }

    /// Forgets a session.
    public void leave(Subscriber subscriber) {
        registry.leave(subscriber);
    }

    /// The last mark up to which every change has been handed out, also after a look into the journal.
    public long committedMark() {
        return Math.min(committedMark, settledMark);
    }

    /// Up to this mark nothing is missing that was committed.
    void settled(long mark) {
        settledMark = mark;
    }

    /// Whether the user has a session here.
    boolean isOnline(long user) {
        return registry.ofUser(user).length > 0;
    }

    /// The personal log position that every session of the user here was sent.
    long heldPts(long user) {
        return Arrays.stream(registry.ofUser(user))
                .mapToLong(Subscriber::pts)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// A conversation moved and nobody was told: its online members are told where it stands.
    void missed(LogPosition position) {
        for (var each : registry.ofConversation(position.key())) {
            each.missed(position);
        }
    }

    /// Entries of the user's own log that nobody was told of, by ascending pts.
    void missed(long user, List<InboxEntry> entries) {
        for (var entry : entries) {
            release(0, user, entry);
            var row = entry.conversation();
            if (row.id().kind() == ConversationKind.DIRECT && entry.deliveredSeq() > 0) {
                var reader = entry.membership().userId().value();
                receipt(row, user, Frames.receipt(row.id(), reader, entry.readSeq(), entry.deliveredSeq()));
            }
        }
    }

    /// Sends a signal to the online members of a conversation, except the session it came from.
    public void signal(long conversation, SharedFrame frame, Subscriber from) {
        for (var each : registry.ofConversation(conversation)) {
            if (each != from) {
                each.signal(frame);
            }
        }
    }

    @Override
    public void released(long mark, Change change) {
        switch (change) {
            case MessageAppended appended -> release(mark, appended);
            case MembersChanged members -> release(mark, members);
            case InboxChanged(long user, InboxEntry entry) -> release(mark, user, entry);
            case ReadMoved moved -> release(mark, moved);
            case DeliveredMoved(var row, var reader, var position) -> receipt(row, reader.value(), position);
            case Change.DeviceRevoked _ -> {}
        }
    }

    @Override
    public void committed(long mark) {
        committedMark = mark;
    }

    private void release(long mark, MessageAppended appended) {
        var message = appended.message();
        var online = registry.ofConversation(message.conversation());
        if (online.length == 0) {
            return;
        }
        var position = new LogPosition(
                message.conversation(),
                message.conversationId(),
                appended.stored().heads());
        var frame = Frames.messageAppended(appended);
        for (var each : online) {
            if (each == message.origin()) {
                each.passed(mark);
            } else {
                each.deliver(mark, position, frame);
            }
        }
    }

    private void release(long mark, MembersChanged changed) {
        var row = changed.conversation();
        var position = new LogPosition(row.key(), row.id(), row.heads());
        var frame = Frames.membersChanged(changed);
        for (var each : registry.ofConversation(row.key())) {
            each.deliver(mark, position, frame);
        }
        fence(changed);
    }

    /// Who was removed is told so, and nothing after it (G12).
    private void fence(MembersChanged changed) {
        for (var member : changed.members()) {
            if (!member.isPresent()) {
                for (var each : registry.ofUser(member.user())) {
                    registry.unfollow(each, member.conversation());
                }
            }
        }
    }

    private void release(long mark, long user, InboxEntry entry) {
        var online = registry.ofUser(user);
        if (online.length == 0) {
            return;
        }
        long key = entry.conversation().key();
        var frame = Frames.inboxChanged(entry);
        for (var each : online) {
            if (entry.membership().isPresent()) {
                registry.follow(each, key);
            }
            each.deliverPersonal(mark, key, entry.pts(), frame);
        }
    }

    private void release(long mark, ReadMoved moved) {
        var conversation = moved.conversation();
        var position = moved.position();
        var own = Frames.readMoved(conversation.id(), position);
        for (var each : registry.ofUser(position.user())) {
            // Negative keys keep read states apart from the entries of the same conversation.
            each.deliverPersonal(mark, -conversation.key(), position.pts(), own);
        }
        receipt(conversation, moved.reader().value(), position);
    }

    private void receipt(StoredConversation conversation, String reader, ReadPosition at) {
        var frame = Frames.receipt(conversation.id(), reader, at.readSeq(), at.deliveredSeq());
        receipt(conversation, at.user(), frame);
    }

    /// The watermarks of a direct conversation are part of what its other side holds, so it may come late, but
    /// not be lost.
    private void receipt(StoredConversation conversation, long reader, SharedFrame frame) {
        if (!ReceiptLimits.areTold(conversation)) {
            return;
        }
        boolean isDirect = conversation.id().kind() == ConversationKind.DIRECT;
        for (var each : registry.ofConversation(conversation.key())) {
            if (each.user() == reader) {
                continue;
            }
            if (isDirect) {
                each.receipt(conversation.key(), frame);
            } else {
                each.signal(frame);
            }
        }
    }
}
