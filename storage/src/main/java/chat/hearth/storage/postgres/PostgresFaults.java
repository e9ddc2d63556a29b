package chat.hearth.storage.postgres;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.engine.UnstorableWrite;
import java.sql.SQLException;
import java.util.Set;

/// Says what a PostgreSQL error means; codes at
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
final class PostgresFaults {
    static final String CANCELLED = "57014";

    /// Another transaction was in the way, or the connection is gone: nothing is kept, the next try may work.
    private static final Set<String> TRY_AGAIN = Set.of(
            "40001", "40P01", "23505", "25P02", "25P03", "57P01", "57P02", "57P03", "57P05", "08000", "08003", "08006",
            "08007");

    /// Classes of what the values of one write are to blame for.
    private static final Set<String> NEVER = Set.of("22", "23", "54");

    /// Classes of what the server can't do now: resources, objects in use, operators, the system.
    private static final Set<String> NOT_NOW = Set.of("08", "25", "28", "3D", "42", "53", "55", "57", "58", "F0", "XX");

    /// Errors of COMMIT after which nothing of the transaction can be kept.
    private static final Set<String> ROLLED_BACK = Set.of("40", "23", "25");

    private PostgresFaults() {}

    /// The meaning of an error before the commit: nothing of the transaction is kept.
    static RuntimeException translate(Exception fault) {
        var state = state(fault);
        if (TRY_AGAIN.contains(state)) {
            return new LostTransaction(message(fault), fault);
        }
        if (NEVER.contains(family(state))) {
            return new UnstorableWrite(message(fault), fault);
        }
        if (NOT_NOW.contains(family(state))) {
            return new StoreUnavailable(message(fault), fault);
        }
        return fault instanceof RuntimeException e ? e : new IllegalStateException(message(fault), fault);
    }

    /// Whether an error of COMMIT itself says that the transaction was rolled back. Else nobody knows.
    static boolean isRolledBack(SQLException fault) {
        return ROLLED_BACK.contains(family(state(fault)));
    }

    static boolean isConnectionLost(Exception fault) {
        var state = state(fault);
        return "08".equals(family(state)) || state.startsWith("57P");
    }

    /// Why a database can't be opened, in one line that says what to do.
    static StoreUnopenable unopenable(PostgresLogin login, SQLException fault) {
        var where = login.shown();
        var says = message(fault);
        return new StoreUnopenable(
                switch (state(fault)) {
                    case "08001", "08004", "08006" ->
                        where + " can't be reached (" + says
                                + "); is PostgreSQL running there, and is store.url right?";
                    case "28P01" ->
                        where + " refuses the password of user \"" + login.user()
                                + "\"; check store.user and store.password";
                    case "28000" ->
                        where + " does not let user \"" + login.user() + "\" in (" + says
                                + "); check store.user, and pg_hba.conf of the server";
                    case "3D000" -> where + " does not exist; create it: createdb -E UTF8 -O USER DATABASE";
                    case "42501" ->
                        "user \"" + login.user() + "\" may not do what is needed in " + where + " (" + says
                                + "); make it the owner of the database";
                    case "53300" -> where + " takes no more connections; raise max_connections, or lower store.writers";
                    case "57P03" -> where + " is not ready (" + says + "); try again when PostgreSQL has started";
                    default -> where + " can't be opened: " + says;
                },
                fault);
    }

    /// The SQLSTATE; empty if there is none.
    static String state(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
        }
        return "";
    }

    private static String family(String state) {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }

    /// One line, whatever the server wrote.
    private static String message(Throwable fault) {
        var text = String.valueOf(fault.getMessage());
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                text = String.valueOf(e.getMessage());
                break;
            }
        }
        return text.strip().replaceAll("\\s+", " ");
    }
}
