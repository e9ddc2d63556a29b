package chat.hearth.storage.sql;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Handle;

/// The commit journal: one row per commit, naming what it touched.
///
/// ```
/// body = version 1, count, count × (conversation, first change, changes after it), count, count × (user,
/// pts)
/// ```
/// all as protobuf varints. The newest row is never removed: it holds the mark.
public record Journal(Handle handle) {
    static final int VERSION = 1;
    /// This node's number, until there are several.
    private static final int NODE = 1;

    /// The mark of the last commit; 0 before the first.
    public long lastMark() {
        return handle.createQuery("SELECT max(id) FROM commit_journal")
                .map((r, _) -> r.getLong(1))
                .one();
    }

    /// When the last commit was; 0 before the first.
    public long lastAtMs() {
        return handle.createQuery("SELECT at FROM commit_journal ORDER BY id DESC LIMIT 1")
                .map((r, _) -> r.getLong(1))
                .findOne()
                .orElse(0L);
    }

    /// Writes the row of the commit with this mark.
    public void write(long mark, long nowMs, Touches touches) {
        handle.createUpdate("INSERT INTO commit_journal (id, at, node, body) VALUES (?, ?, ?, ?)")
                .bind(0, mark)
                .bind(1, nowMs)
                .bind(2, NODE)
                .bind(3, encode(touches))
                .execute();
    }

    /// Removes the oldest rows if they are older than `beforeMs`.
    ///
    /// @return how many
    int sweep(long beforeMs, int limit) {
        return handle.createUpdate("""
                        DELETE FROM commit_journal WHERE id < (SELECT max(id) FROM commit_journal) AND id <= (
                            SELECT max(id) FROM (SELECT id, at FROM commit_journal ORDER BY id LIMIT :limit) oldest
                            WHERE at < :before)
                        """)
                .bind("before", beforeMs)
                .bind("limit", limit)
                .execute();
    }

    /// The body of a journal row.
    public static byte[] encode(Touches touches) {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        try {
            coded.writeUInt32NoTag(VERSION);
            coded.writeUInt32NoTag(touches.spansByConversation.size());
            for (var touched : touches.spansByConversation.entrySet()) {
                coded.writeUInt64NoTag(touched.getKey());
                coded.writeUInt64NoTag(touched.getValue().from());
                coded.writeUInt64NoTag(
                        touched.getValue().to() - touched.getValue().from());
            }
            coded.writeUInt32NoTag(touches.ptsByUser.size());
            for (var touched : touches.ptsByUser.entrySet()) {
                coded.writeUInt64NoTag(touched.getKey());
                coded.writeUInt64NoTag(touched.getValue());
            }
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
