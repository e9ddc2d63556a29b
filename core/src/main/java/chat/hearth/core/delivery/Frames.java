package chat.hearth.core.delivery;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change.MembersChanged;
import chat.hearth.core.log.Change.MessageAppended;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.Members;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.PersonalChange;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.ReadState;
import chat.hearth.protocol.v1.Receipt;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Signal;

/// Turns changes into the frames that announce them.
final class Frames {
    private static final int RECEIPT_EXPIRES_MS = 60_000;

    private Frames() {}

    static SharedFrame messageAppended(MessageAppended appended) {
        var stored = appended.stored();
        var message = Message.newBuilder()
                .setMessageId(stored.messageId())
                .setSeq(stored.seq())
                .setChange(stored.change())
                .setCounted(stored.counted())
                .setSender(appended.message().senderId().value())
                .setSentAtMs(stored.sentAtMs())
                .setBody(appended.message().body());
        return conversation(ConversationChange.newBuilder()
                .setConversation(appended.message().conversationId().value())
                .setChange(stored.change())
                .setMessage(message));
    }

    static SharedFrame membersChanged(MembersChanged changed) {
        var members = Members.newBuilder()
                .setMemberCount(changed.conversation().memberCount())
                .setBy(changed.by().value());
        changed.members().forEach(m -> members.addMembers(m.toMember(changed.conversation())));
        return conversation(ConversationChange.newBuilder()
                .setConversation(changed.conversation().id().value())
                .setChange(changed.conversation().heads().change())
                .setMembers(members));
    }

    static SharedFrame inboxChanged(InboxEntry entry) {
        return personal(PersonalChange.newBuilder().setPts(entry.pts()).setConversation(entry.toConversation()));
    }

    static SharedFrame readMoved(ConversationId conversation, ReadPosition position) {
        return personal(PersonalChange.newBuilder()
                .setPts(position.pts())
                .setRead(ReadState.newBuilder()
                        .setConversation(conversation.value())
                        .setReadSeq(position.readSeq())
                        .setReadCounted(position.readCounted())));
    }

    static SharedFrame receipt(ConversationId conversation, String reader, long readSeq, long deliveredSeq) {
        return new SharedFrame(ServerFrame.newBuilder()
                .setSignal(Signal.newBuilder()
                        .setExpiresInMs(RECEIPT_EXPIRES_MS)
                        .setReceipt(Receipt.newBuilder()
                                .setConversation(conversation.value())
                                .setUserId(reader)
                                .setReadUpToSeq(readSeq)
                                .setDeliveredUpToSeq(deliveredSeq)))
                .build());
    }

    static SharedFrame position(LogPosition at) {
        return new SharedFrame(ServerFrame.newBuilder()
                .setPosition(Position.newBuilder()
                        .setConversation(at.conversation().value())
                        .setChangeHead(at.heads().change())
                        .setSeqHead(at.heads().seq())
                        .setCountedHead(at.heads().counted()))
                .build());
    }

    private static SharedFrame conversation(ConversationChange.Builder change) {
        return event(Event.newBuilder().setConversation(change));
    }

    private static SharedFrame personal(PersonalChange.Builder change) {
        return event(Event.newBuilder().setPersonal(change));
    }

    private static SharedFrame event(Event.Builder event) {
        return new SharedFrame(ServerFrame.newBuilder().setEvent(event).build());
    }
}
