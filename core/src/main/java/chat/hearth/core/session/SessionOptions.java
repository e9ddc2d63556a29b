package chat.hearth.core.session;

import java.time.Duration;

/// How long credentials live and how fast a session may send.
///
/// @param ticketLife from /route to hello, at most 30 s
/// @param reconnectTicketLife from welcome or checkpoint to the next hello
/// @param tokenLife of an IM token, at most 24 h
/// @param checkpointEvery time between checkpoints of a session to which something was sent
/// @param sendsPer5s see [chat.hearth.core.message.SendRate]
public record SessionOptions(
        Duration ticketLife,
        Duration reconnectTicketLife,
        Duration tokenLife,
        Duration checkpointEvery,
        int sendsPer5s) {

    /// The protocol's own times.
    public static SessionOptions standard(int sendsPer5s) {
        return new SessionOptions(
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofSeconds(5),
                sendsPer5s);
    }
}
