package chat.hearth.app.account;

import chat.hearth.protocol.id.UserId;

/// An account's row, without its password.
public record Account(long key, UserId userId, String name, String displayName, String portrait) {}
