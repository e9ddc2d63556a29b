package chat.hearth.core.inbox;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.message.WireSize;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.protocol.v1.Message;
import org.jspecify.annotations.Nullable;

/// One conversation as one of its members sees it in the list.
///
/// @param readSeq how far this member has read
/// @param readCounted the conversation's counted number there; unread = counted head - this
/// @param pts the owner's personal log position at which this entry last changed
/// @param last the newest message the member may see, whole; null if there is none
/// @param counterpartReadSeq how far the other has read, in a direct conversation; else 0
/// @param deliveredSeq how far a device of this member has received
/// @param counterpartDeliveredSeq how far a device of the other has, in a direct conversation; else 0
public record InboxEntry(
        StoredConversation conversation,
        Membership membership,
        long readSeq,
        long readCounted,
        long pts,
        @Nullable StoredMessage last,
        long counterpartReadSeq,
        long deliveredSeq,
        long counterpartDeliveredSeq) {
    /// Bytes up to which a last message is shown whole, so that a window of 50 stays below 64 KiB.
    private static final int MAX_WHOLE = 1024;
    /// Bytes of its text that are shown of a larger one.
    private static final int MAX_TEXT = 400;

    /// An entry of which everything delivered is read.
    public InboxEntry(
            StoredConversation conversation,
            Membership membership,
            long readSeq,
            long readCounted,
            long pts,
            @Nullable StoredMessage last,
            long counterpartReadSeq) {
        this(
                conversation,
                membership,
                readSeq,
                readCounted,
                pts,
                last,
                counterpartReadSeq,
                readSeq,
                counterpartReadSeq);
    }

    /// As it travels.
    public Conversation toConversation() {
        var row = conversation;
        var wire = Conversation.newBuilder()
                .setConversation(row.id().value())
                .setKind(row.id().kind())
                .setName(row.name())
                .setPortrait(row.portrait())
                .setSeqHead(row.heads().seq())
                .setChangeHead(row.heads().change())
                .setCountedHead(row.heads().counted())
                .setMemberCount(row.memberCount())
                .setRole(membership.role())
                .setPresent(membership.isPresent())
                .setVisibleFromSeq(membership.visibleFromSeq())
                .setReadSeq(readSeq)
                .setReadCounted(readCounted)
                .setCounterpartReadSeq(counterpartReadSeq)
                .setCounterpartDeliveredSeq(counterpartDeliveredSeq);
        if (row.id().kind() == ConversationKind.DIRECT) {
            wire.setCounterpart(row.id().counterpart(membership.userId()).value());
        }
        if (last != null) {
            wire.setLastMessage(preview(last.toMessage()));
        }
        return wire.build();
    }

    /// A list shows the beginning of a message; the whole of it comes with the history.
    private static Message preview(Message full) {
        var body = full.getBody();
        if (WireSize.of(body) <= MAX_WHOLE) {
            return full;
        }
        var beginning = Body.newBuilder()
                .setKind(body.getKind())
                .setText(WireSize.beginning(body.getText(), MAX_TEXT))
                .setMediaType(body.getMediaType())
                .setPersist(body.getPersist())
                .setExpireS(body.getExpireS())
                .setMentionScope(body.getMentionScope())
                .setReplySeq(body.getReplySeq());
        return full.toBuilder().setBody(beginning).build();
    }
}
