package chat.hearth.core.delivery;

import chat.hearth.core.conversation.Heads;
import chat.hearth.protocol.id.ConversationId;

/// Where a conversation's log stands: what a session is told instead of events it can't be sent.
public record LogPosition(long key, ConversationId conversation, Heads heads) {}
