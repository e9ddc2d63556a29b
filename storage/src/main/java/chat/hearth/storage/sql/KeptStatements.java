package chat.hearth.storage.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps a connection's prepared statements: preparing costs more than running most of them.
///
/// A statement in use is out of the map, so the same SQL may run twice at once. Bounded; what does not fit is
/// closed after use. Used by the connection's thread alone.
public final class KeptStatements implements StatementBuilder {
    private static final int MAX = 200;

    private final Map<String, PreparedStatement> idleBySql = new HashMap<>();

    /// A connection as Jdbi sees it, with its statements kept. Close the connection, not the handle.
    public static Handle handleOn(Connection connection) {
        return handleOn(connection, new KeptStatements());
    }

    /// The same with another keeper of statements.
    public static Handle handleOn(Connection connection, StatementBuilder statements) {
        var jdbi = Jdbi.create(() -> connection);
        jdbi.setStatementBuilderFactory(_ -> statements);
        return jdbi.open();
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        var idle = idleBySql.remove(sql);
        return idle == null ? connection.prepareStatement(sql) : idle;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared
                && idleBySql.size() < MAX
                && idleBySql.putIfAbsent(sql, prepared) == null) {
            return;
        }
        statement.close();
    }
}
