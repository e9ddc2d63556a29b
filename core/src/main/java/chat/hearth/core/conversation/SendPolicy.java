package chat.hearth.core.conversation;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.Optional;

/// Who may send into a conversation. Asked from a cache before a send is queued, and asked again inside the
/// storing transaction when the conversation's rules version moved in between.
public final class SendPolicy {
    private SendPolicy() {}

    /// Empty: allowed.
    public static Optional<Refusal> judge(StoredConversation conversation, Optional<Membership> sender) {
        if (sender.filter(Membership::isPresent).isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_A_MEMBER));
        }
        if (conversation.isDismissed()) {
            return Optional.of(Refusal.of(ErrorCode.FORBIDDEN, "The group was dismissed."));
        }
        return Optional.empty();
    }
}
