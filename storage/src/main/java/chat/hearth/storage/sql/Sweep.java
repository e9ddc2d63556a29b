package chat.hearth.storage.sql;

import chat.hearth.protocol.id.Cid;
import java.time.Duration;

/// Removes rows that have outlived their keep, a bounded number at a time.
record Sweep(WriteContext context) {
    private static final int LIMIT = 1_000;
    private static final Duration KEEP_JOURNAL = Duration.ofHours(24);
    /// Until no retry of the send can arrive any more: a cid may be ahead of the clock when it is stored.
    private static final Duration KEEP_SEND_KEYS = Cid.MAX_AGE.plus(Cid.MAX_LEAD);

    /// Whether there may be more.
    boolean run() {
        int journal = new Journal(context.handle()).sweep(context.nowMs() - KEEP_JOURNAL.toMillis(), LIMIT);
        int sendKeys = context.handle()
                .createUpdate("""
                        DELETE FROM send_key WHERE (cid, sender_id) IN (
                            SELECT cid, sender_id FROM send_key
                            WHERE cid < :before ORDER BY cid, sender_id LIMIT :limit)
                        """)
                .bind("before", SendKeyRows.firstAt(context.nowMs() - KEEP_SEND_KEYS.toMillis()))
                .bind("limit", LIMIT)
                .execute();
        return journal >= LIMIT - 1 || sendKeys >= LIMIT;
    }
}
