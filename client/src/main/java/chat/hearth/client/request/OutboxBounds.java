package chat.hearth.client.request;

/// How much an [Outbox] holds and for how long it believes in an ack.
///
/// @param entries unacknowledged sends it keeps; more are answered [SendResult.OutboxFull]
/// @param inFlight sends that wait for their acks at once, below the server's own limit
/// @param ackTimeoutMs a send without an ack for so long goes out again, with the same cid
public record OutboxBounds(int entries, int inFlight, long ackTimeoutMs) {
    /// What suits a person's client.
    public static final OutboxBounds USUAL = new OutboxBounds(10_000, 64, 10_000);

    public OutboxBounds {
        if (entries < 1 || inFlight < 1 || ackTimeoutMs < 1) {
            throw new IllegalArgumentException("an outbox needs room for one send at least");
        }
    }
}
