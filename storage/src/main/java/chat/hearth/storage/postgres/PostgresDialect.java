package chat.hearth.storage.postgres;

import chat.hearth.storage.sql.Dialect;
import chat.hearth.storage.sql.Sequence;
import org.jdbi.v3.core.Handle;

/// Marks are transaction ids, ids come from sequences.
final class PostgresDialect implements Dialect {
    static final PostgresDialect ONLY = new PostgresDialect();

    private PostgresDialect() {}

    /// The lowest transaction that had not ended when the snapshot was taken; but never beyond what follows the last
    /// commit, for ids of transactions that wrote nothing are given out again after a crash.
    @Override
    public long nextMark(Handle handle) {
        return number(handle, """
                SELECT least(pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                             (SELECT coalesce(max(id), 0) + 1 FROM commit_journal))
                """);
    }

    /// The sequence's increment is the block's length.
    @Override
    public long takeBlock(Handle handle, Sequence sequence) {
        return number(handle, "SELECT nextval('" + sequence.row() + "_id')");
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).map((r, _) -> r.getLong(1)).one();
    }
}
