package chat.hearth.core.user;

import chat.hearth.protocol.id.UserId;

/// Who asks: a user whose session or signature was checked.
///
/// @param key database key
public record Caller(long key, UserId id) {}
