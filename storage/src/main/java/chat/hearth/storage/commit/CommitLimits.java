package chat.hearth.storage.commit;

/// How much may wait.
///
/// @param queueMax writes waiting for a transaction; more are refused with OVERLOADED
/// @param batchMax writes in one transaction
/// @param handOverMax committed batches waiting for release; at the limit the writer waits, so the queue
///   fills
public record CommitLimits(int queueMax, int batchMax, int handOverMax) {
    /// Enough for 40 000 messages a second with acks well under a second.
    public static final CommitLimits DEFAULT = new CommitLimits(20_000, 1_000, 8);

    /// Larger ones gain nothing, and engines count on remembering what one batch touched.
    private static final int MAX_BATCH = 10_000;

    public CommitLimits {
        if (batchMax > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has at most " + MAX_BATCH + " writes");
        }
        if (queueMax < 1 || batchMax < 1 || handOverMax < 1) {
            throw new IllegalArgumentException("limits of the group commit must be positive");
        }
    }
}
