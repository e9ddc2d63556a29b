package chat.hearth.storage.sqlite;

import chat.hearth.storage.sql.Dialect;
import chat.hearth.storage.sql.Journal;
import chat.hearth.storage.sql.Sequence;
import org.jdbi.v3.core.Handle;

/// SQLite has one writer: marks count its commits, and a sequence is a row.
final class SqliteDialect implements Dialect {
    static final SqliteDialect ONLY = new SqliteDialect();

    private SqliteDialect() {}

    @Override
    public long nextMark(Handle handle) {
        return new Journal(handle).lastMark() + 1;
    }

    @Override
    public long takeBlock(Handle handle, Sequence sequence) {
        long first = handle.createQuery("SELECT next FROM sequence WHERE name = ?")
                .bind(0, sequence.row())
                .map((r, _) -> r.getLong(1))
                .one();
        handle.createUpdate("UPDATE sequence SET next = ? WHERE name = ?")
                .bind(0, first + sequence.block())
                .bind(1, sequence.row())
                .execute();
        return first;
    }
}
