package chat.hearth.storage.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Counts the steps of transactions that may write (a statement is run, the transaction ends) and breaks the one
/// that was asked for, once.
public final class BreakingConnections {
    /// What happens at the step.
    public interface Break {
        /// Right before the step.
        default void before(Connection real) throws SQLException {}

        /// Right after it, instead of its answer if this throws.
        default void after(Connection real) throws SQLException {}
    }

    private @Nullable Break planned;
    private int stepsLeft;

    /// Breaks the n-th step from here, counted from 1.
    public synchronized void plan(int step, Break how) {
        stepsLeft = step;
        planned = how;
    }

    /// Forgets the plan.
    ///
    /// @return whether it was carried out
    public synchronized boolean hasBroken() {
        boolean hasBroken = planned == null;
        planned = null;
        return hasBroken;
    }

    private synchronized @Nullable Break next() {
        if (planned == null || --stepsLeft > 0) {
            return null;
        }
        var due = planned;
        planned = null;
        return due;
    }

    /// The connection with its steps counted.
    public Connection wrap(Connection real) {
        return proxy(Connection.class, (_, method, arguments) -> {
            if (endsTransaction(method, arguments)) {
                return step(real, real, method, arguments);
            }
            return switch (call(real, method, arguments)) {
                case PreparedStatement statement -> wrap(real, PreparedStatement.class, statement);
                case Statement statement -> wrap(real, Statement.class, statement);
                case null -> null;
                case Object other -> other;
            };
        });
    }

    private <T extends Statement> T wrap(Connection connection, Class<T> type, T real) {
        return proxy(
                type,
                (_, method, arguments) -> method.getName().startsWith("execute")
                        ? step(connection, real, method, arguments)
                        : call(real, method, arguments));
    }

    /// SQLite's driver begins and ends transactions by its auto-commit switch.
    private static boolean endsTransaction(Method method, Object @Nullable [] arguments) {
        return method.getName().equals("commit")
                || (method.getName().equals("setAutoCommit") && arguments != null && arguments[0].equals(true));
    }

    private @Nullable Object step(Connection connection, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        var due = connection.getAutoCommit() || connection.isReadOnly() ? null : next();
        if (due == null) {
            return call(real, method, arguments);
        }
        due.before(connection);
        var answer = call(real, method, arguments);
        due.after(connection);
        return answer;
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
