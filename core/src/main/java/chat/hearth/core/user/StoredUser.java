package chat.hearth.core.user;

import chat.hearth.protocol.id.UserId;

/// A user's row.
///
/// @param key the database key; never leaves the server
/// @param version rises with every change of the profile
/// @param isDisabled a disabled user keeps the data and can't get in
public record StoredUser(long key, UserId id, Profile profile, long version, boolean isDisabled) {}
