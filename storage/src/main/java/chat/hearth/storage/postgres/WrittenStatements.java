package chat.hearth.storage.postgres;

import chat.hearth.storage.sql.KeptStatements;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps statements, and remembers whether the transaction ran one that writes: one that did not needs no
/// commit, and no row in the journal.
final class WrittenStatements implements StatementBuilder {
    private static final Pattern WRITES = Pattern.compile("\\s*(INSERT|UPDATE|DELETE)\\b.*", Pattern.DOTALL);

    private final KeptStatements kept = new KeptStatements();
    private boolean hasWritten;

    boolean hasWritten() {
        return hasWritten;
    }

    void written() {
        hasWritten = true;
    }

    void forget() {
        hasWritten = false;
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return kept.create(connection, context);
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        hasWritten |= WRITES.matcher(sql).matches();
        return kept.create(connection, sql, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return kept.createCall(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        kept.close(connection, sql, statement);
    }
}
