package chat.hearth.storage.sql;

import org.jdbi.v3.core.Handle;

/// Where the SQL of engines differs, besides the append.
public interface Dialect {
    /// The mark from which a device that has read this snapshot resumes: whatever the snapshot does not show will
    /// have this mark or a higher one.
    long nextMark(Handle handle);

    /// The first id of a block that nobody else gets.
    long takeBlock(Handle handle, Sequence sequence);
}
