package chat.hearth.core.message;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
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
}
