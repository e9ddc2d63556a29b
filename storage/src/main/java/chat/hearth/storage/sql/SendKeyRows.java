package chat.hearth.storage.sql;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.Digest;
import chat.hearth.protocol.id.Cid;
import chat.hearth.storage.engine.EarlierSend;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads of send keys, and the form of their binary columns.
public record SendKeyRows(Handle handle) {
    private static final int BYTES = 16;

    /// What [#map] reads.
    public static final String COLUMNS = "message_id, seq, change, counted_no, sent_at, digest ";

    Optional<EarlierSend> find(long sender, Cid cid) {
        return handle.createQuery("SELECT " + COLUMNS + "FROM send_key WHERE cid = ? AND sender_id = ?")
                .bind(0, bytes(cid))
                .bind(1, sender)
                .map((r, _) -> map(r))
                .findOne();
    }

    /// The row under the cursor.
    public static EarlierSend map(ResultSet r) throws SQLException {
        var digest = ByteBuffer.wrap(r.getBytes("digest"));
        return new EarlierSend(
                new Digest(digest.getLong(), digest.getLong()),
                new AppendOutcome.Stored(
                        r.getLong("message_id"),
                        r.getLong("seq"),
                        r.getLong("change"),
                        r.getLong("counted_no"),
                        r.getLong("sent_at"),
                        false));
    }

    /// A cid as it is stored: big-endian, so that byte order is time order.
    public static byte[] bytes(Cid cid) {
        return bytes(cid.value().getMostSignificantBits(), cid.value().getLeastSignificantBits());
    }

    /// A digest as it is stored.
    public static byte[] bytes(Digest digest) {
        return bytes(digest.high(), digest.low());
    }

    /// The lowest cid of a moment: a bound for time ranges.
    static byte[] firstAt(long timeMs) {
        return bytes(timeMs << 16, 0);
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}
