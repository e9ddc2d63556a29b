package chat.hearth.app.qr;

/// A code to be shown by the browser that holds the cookie.
///
/// @param code what the QR code carries
/// @param cookie proves who asked; never shown
/// @param leftMs how long the session lives, in milliseconds
public record Shown(String code, String cookie, QrState state, long leftMs) {}
