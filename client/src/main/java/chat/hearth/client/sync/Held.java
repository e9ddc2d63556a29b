package chat.hearth.client.sync;

/// What a client held of one conversation when it ended.
///
/// @param change everything up to here was applied
/// @param told messages up to this seq were given to the listener
public record Held(String conversation, long change, long told) {}
