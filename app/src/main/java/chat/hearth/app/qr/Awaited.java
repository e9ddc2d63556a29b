package chat.hearth.app.qr;

/// What a waiting browser is told.
public sealed interface Awaited {
    /// Nobody scanned the code yet.
    record NotScanned() implements Awaited {}

    /// Somebody scanned it and has not decided yet.
    record Scanned(Scanner scanner) implements Awaited {}

    /// The scanner agreed: this account is to be logged in, for this asking browser. Told once.
    record Confirmed(Scanner scanner, Asking asking) implements Awaited {}

    /// The scanner declined.
    record Cancelled() implements Awaited {}

    /// There is no such session for this browser, or no longer.
    record Gone() implements Awaited {}
}
