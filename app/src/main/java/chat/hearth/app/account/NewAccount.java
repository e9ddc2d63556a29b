package chat.hearth.app.account;

import chat.hearth.protocol.id.UserId;

/// An account that is not stored yet.
record NewAccount(
        UserId userId, AccountName name, String displayName, String passwordHash, boolean isAdmin, long createdAtMs) {}
