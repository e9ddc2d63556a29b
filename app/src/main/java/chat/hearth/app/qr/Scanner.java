package chat.hearth.app.qr;

/// The account that scans, as the browser that asked is told.
public record Scanner(String userId, String displayName, String portrait) {}
