package chat.hearth.core.message;

import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import org.jspecify.annotations.Nullable;

/// A validated message on its way to the store.
///
/// @param conversation database key of `conversationId`
/// @param sender database key of `senderId`
/// @param digest tells a retry from other content under the same cid
/// @param after the cid that must be stored before this one; null = none
/// @param rulesVersion the conversation's rules version under which the sender was allowed to send
/// @param origin the session it came from, which gets the ack instead of the event; null = none (server API)
public record NewMessage(
        long conversation,
        ConversationId conversationId,
        long sender,
        UserId senderId,
        Cid cid,
        Body body,
        Digest digest,
        @Nullable Cid after,
        long rulesVersion,
        @Nullable Object origin) {}
