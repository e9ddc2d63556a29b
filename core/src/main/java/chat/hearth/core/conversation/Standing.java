package chat.hearth.core.conversation;

import chat.hearth.protocol.id.ConversationId;

/// A user's right to send into a conversation, and the rules version under which it was found.
public record Standing(long conversation, ConversationId id, long rulesVersion) {}
