package chat.hearth.core.inbox;

import chat.hearth.protocol.id.UserId;

/// A member on whose device a message has arrived.
public record Reached(UserId user, boolean hasRead) {}
