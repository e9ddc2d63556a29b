package chat.hearth.core.session;

/// A device and when it last connected.
///
/// @param lastSeenMs milliseconds since 1970-01-01 UTC; 0 = never yet
public record SeenDevice(Device device, long lastSeenMs) {}
