package chat.hearth.core.conversation;

import chat.hearth.protocol.id.ConversationId;
import java.util.List;

/// A conversation to be made.
///
/// @param creator database key; becomes the owner of a group
/// @param members database keys of the others, without repetition and without the creator
public record NewConversation(ConversationId id, String name, long creator, List<Long> members) {
    public NewConversation {
        members = List.copyOf(members);
    }
}
