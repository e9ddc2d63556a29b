package chat.hearth.core.message;

import chat.hearth.core.user.Caller;
import org.jspecify.annotations.Nullable;

/// Where a send comes from.
///
/// @param origin the session, which gets the ack instead of the event; null = none
/// @param rate the session's allowance; null = unlimited (the server API has its own)
public record Sender(
        Caller caller, @Nullable Object origin, @Nullable SendRate rate) {}
