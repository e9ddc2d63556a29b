package chat.hearth.storage.sql;

import chat.hearth.core.log.JournalSlice;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Reads the commit journal back.
record JournalRows(Handle handle) {
    /// Rows of one slice; a node that is further behind reads again.
    private static final int LIMIT = 4096;
    private static final String AFTER =
            "SELECT id, body FROM commit_journal WHERE id > ? AND id <= ? ORDER BY id LIMIT ?";

    /// @param head up to where every commit can be seen
    JournalSlice after(long mark, long head) {
        var changes = new HashMap<Long, Long>();
        var pts = new HashMap<Long, Long>();
        var marks = handle.createQuery(AFTER)
                .bind(0, mark)
                .bind(1, head)
                .bind(2, LIMIT)
                .map((r, _) -> {
                    read(r.getBytes(2), changes, pts);
                    return r.getLong(1);
                })
                .list();
        return new JournalSlice(marks.size() < LIMIT ? Math.max(mark, head) : marks.getLast(), changes, pts);
    }

    private static void read(byte[] body, Map<Long, Long> changes, Map<Long, Long> pts) {
        var in = CodedInputStream.newInstance(body);
        try {
            int version = in.readUInt32();
            if (version != Journal.VERSION) {
                throw new IllegalStateException("a journal row of version " + version);
            }
            for (int left = in.readUInt32(); left > 0; left--) {
                long key = in.readUInt64();
                long first = in.readUInt64();
                changes.merge(key, first + in.readUInt64(), Math::max);
            }
            for (int left = in.readUInt32(); left > 0; left--) {
                pts.merge(in.readUInt64(), in.readUInt64(), Math::max);
            }
        } catch (IOException e) {
            throw new IllegalStateException("an unreadable row of the commit journal", e);
        }
    }
}
