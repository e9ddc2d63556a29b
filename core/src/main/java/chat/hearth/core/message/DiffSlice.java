package chat.hearth.core.message;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Diff;
import java.util.List;

/// The rows whose last change lies in the asked range, read in one snapshot. State-based: a row that changed
/// twice appears once, with its newest change.
///
/// @param conversation the row in that snapshot; the slice is complete up to its change head
/// @param messages by ascending seq
/// @param isTooLong more changed than was asked for; the lists are empty
public record DiffSlice(
        StoredConversation conversation, List<StoredMessage> messages, List<Membership> members, boolean isTooLong) {
    public DiffSlice {
        messages = List.copyOf(messages);
        members = List.copyOf(members);
    }

    /// The same position without the rows: there are more than an answer carries.
    static DiffSlice tooLong(DiffSlice slice) {
        return new DiffSlice(slice.conversation, List.of(), List.of(), true);
    }

    /// As it travels. The state is the conversation's own, for a reader who is present; what else is the
    /// reader's alone comes by the reader's log.
    public Diff toDiff() {
        var row = conversation;
        return Diff.newBuilder()
                .setConversation(row.id().value())
                .setToChange(row.heads().change())
                .addAllMessages(messages.stream().map(StoredMessage::toMessage).toList())
                .addAllMembers(members.stream().map(each -> each.toMember(row)).toList())
                .setState(Conversation.newBuilder()
                        .setConversation(row.id().value())
                        .setKind(row.id().kind())
                        .setName(row.name())
                        .setPortrait(row.portrait())
                        .setSeqHead(row.heads().seq())
                        .setChangeHead(row.heads().change())
                        .setCountedHead(row.heads().counted())
                        .setMemberCount(row.memberCount())
                        .setPresent(true))
                .setStartOver(isTooLong)
                .build();
    }
}
