package chat.hearth.client;

/// How long a client waits for what, in milliseconds.
///
/// @param quiet nothing heard for so long: ask whether the connection lives (G8)
/// @param pong no answer to that for so long: it does not
/// @param open for `/route`, and for a WebSocket to open
/// @param hello for the welcome, and then for having caught up
/// @param request a request without a deadline of its own
public record Pace(long quiet, long pong, long open, long hello, long request) {
    /// A visible client's times.
    public static final Pace USUAL = new Pace(15_000, 10_000, 10_000, 30_000, 30_000);
}
