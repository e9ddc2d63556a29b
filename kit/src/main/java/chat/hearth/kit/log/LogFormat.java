package chat.hearth.kit.log;

/// The form of a log line.
public enum LogFormat {
    /// `2026-01-31T12:00:00.000Z INFO  gateway.Connection opened user="u1" device=7`
    TEXT,
    /// One JSON object with `time`, `level`, `logger`, `thread`, `message` and the event's own pairs.
    JSON
}
