package chat.hearth.core.conversation;

import chat.hearth.protocol.v1.ConversationKind;

/// Up to how many members what of each other's reading is told (G11). What is told of everybody to everybody
/// grows with the square of the members.
public final class ReceiptLimits {
    /// Members of a group in which receipts are told, and deliveries kept.
    public static final int TOLD = 100;
    /// Members of a group of which it is listed who has read a message.
    public static final int LISTED = 200;
    /// Members of a group of which it is counted how many have.
    public static final int COUNTED = 2000;

    private ReceiptLimits() {}

    /// Whether receipts of this conversation are told.
    public static boolean areTold(StoredConversation conversation) {
        return conversation.id().kind() == ConversationKind.DIRECT || conversation.memberCount() <= TOLD;
    }
}
