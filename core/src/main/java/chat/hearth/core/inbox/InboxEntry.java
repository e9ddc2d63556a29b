package chat.hearth.core.inbox;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationKind;
import org.jspecify.annotations.Nullable;

/// One conversation as one of its members sees it in the list.
///
/// @param readSeq how far this member has read
/// @param readCounted the conversation's counted number there; unread = counted head - this
/// @param pts the owner's personal log position at which this entry last changed
/// @param last the newest message the member may see; null if there is none
/// @param counterpartReadSeq how far the other has read, in a direct conversation; else 0
public record InboxEntry(
        StoredConversation conversation,
        Membership membership,
        long readSeq,
        long readCounted,
        long pts,
        @Nullable StoredMessage last,
        long counterpartReadSeq) {

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
                .setCounterpartReadSeq(counterpartReadSeq);
        if (row.id().kind() == ConversationKind.DIRECT) {
            wire.setCounterpart(row.id().counterpart(membership.userId()).value());
        }
        if (last != null) {
            wire.setLastMessage(last.toMessage());
        }
        return wire.build();
    }
}
