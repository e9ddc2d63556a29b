package chat.hearth.client;

/// Where a client stands with its server.
public sealed interface Status {
    /// Not started, or on the way to a connection.
    record Connecting() implements Status {}

    /// Connected; what was missed is coming in.
    record CatchingUp() implements Status {}

    /// Connected, with everything that happened so far.
    record Live() implements Status {}

    /// Without a connection; the next attempt begins after so many milliseconds.
    record Waiting(long delayMs, String reason) implements Status {}

    /// Over: no further attempt helps, or the client was closed.
    record Stopped(String reason) implements Status {}
}
