package chat.hearth.core.conversation;

import chat.hearth.protocol.id.ConversationId;

/// A conversation's row.
///
/// @param key the database key; never leaves the server
/// @param name a group's name; empty for direct
/// @param rulesVersion rises with everything that can forbid a send
/// @param lastAtMs when the newest message was stored, though never before another conversation's that was
///   stored earlier; orders conversation lists and nothing else; 0 = no message yet
public record StoredConversation(
        long key,
        ConversationId id,
        String name,
        String portrait,
        Heads heads,
        long rulesVersion,
        int memberCount,
        long lastAtMs,
        boolean isDismissed) {}
