package chat.hearth.app.qr;

/// The browser that wants to be logged in, as the person who confirms is told.
///
/// @param deviceName what the browser calls itself, at most 100 characters
/// @param clientId its IM device id; empty if it has none yet
/// @param platform as in the server API; 5 is the web
/// @param address where the request came from
public record Asking(String deviceName, String clientId, int platform, String address) {}
