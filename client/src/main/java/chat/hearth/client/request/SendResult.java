package chat.hearth.client.request;

import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Sent;

/// What became of a send.
public sealed interface SendResult {
    /// It is on disk.
    record Stored(Sent sent) implements SendResult {}

    /// The server refused it for good; nothing was stored.
    record Refused(Refusal refusal) implements SendResult {}

    /// The outbox held as many unacknowledged sends as it may; this one was not taken.
    record OutboxFull(int limit) implements SendResult {}

    /// It waited so long for an ack that a repetition might store it twice: ask the person.
    record TooOld(Cid cid) implements SendResult {}

    /// The client ended first. Whether it was stored is unknown if it had been attempted.
    record Abandoned(String reason, boolean wasAttempted) implements SendResult {}
}
