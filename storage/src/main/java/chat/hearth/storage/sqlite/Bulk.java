package chat.hearth.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One statement for many rows, prepared once per size class: a call into SQLite costs more than a row.
///
/// A list is cut into the largest classes that fit, so any length needs few statements and few are kept.
final class Bulk implements AutoCloseable {
    private static final int[] CLASSES = {64, 16, 4, 1};

    /// Binds one row's values from `offset` + 1 on.
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, int offset, T row) throws SQLException;
    }

    /// Runs a statement whose rows are bound.
    @FunctionalInterface
    interface Run {
        void run(PreparedStatement statement) throws SQLException;
    }

    private record Sized(int rows, PreparedStatement statement) {}

    private final List<Sized> statements = new ArrayList<>();
    private final int columns;

    /// @param head the SQL before the rows
    /// @param tail the SQL after them
    Bulk(Connection connection, String head, int columns, String tail) throws SQLException {
        this.columns = columns;
        var row = "(" + "?, ".repeat(columns - 1) + "?)";
        for (int rows : CLASSES) {
            var sql = head + (row + ", ").repeat(rows - 1) + row + tail;
            statements.add(new Sized(rows, connection.prepareStatement(sql)));
        }
    }

    <T> void forEachChunk(List<T> rows, Binder<T> binder, Run run) throws SQLException {
        int done = 0;
        for (var sized : statements) {
            while (rows.size() - done >= sized.rows()) {
                for (int i = 0; i < sized.rows(); i++) {
                    binder.bind(sized.statement(), i * columns, rows.get(done + i));
                }
                run.run(sized.statement());
                done += sized.rows();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (var sized : statements) {
            sized.statement().close();
        }
    }
}
