package chat.hearth.storage.sqlite;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.UncertainCommit;
import chat.hearth.storage.engine.UnstorableWrite;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Says what a SQLite error means; codes at <https://sqlite.org/rescode.html>.
final class SqliteFaults {
    private static final int PRIMARY = 0xff;

    /// The engine can't do it now; the statement or the whole transaction left nothing behind.
    private static final Set<SQLiteErrorCode> NOT_NOW = EnumSet.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_INTERRUPT,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_NOTADB);

    /// The values of one write are at fault.
    private static final Set<SQLiteErrorCode> NEVER = EnumSet.of(
            SQLiteErrorCode.SQLITE_TOOBIG, SQLiteErrorCode.SQLITE_CONSTRAINT, SQLiteErrorCode.SQLITE_MISMATCH);

    /// Errors of COMMIT that SQLite finds before the commit record is whole.
    private static final Set<SQLiteErrorCode> BEFORE_COMMIT =
            EnumSet.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_CONSTRAINT);

    private SqliteFaults() {}

    /// The meaning of an error before the commit: nothing of the transaction is kept.
    static RuntimeException translate(Exception fault) {
        var code = code(fault);
        if (code == SQLiteErrorCode.SQLITE_IOERR_FSYNC || code == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC) {
            return new UncertainCommit("the disk did not confirm a write: " + code, fault);
        }
        if (NOT_NOW.contains(primary(code))) {
            return new StoreUnavailable(code.toString(), fault);
        }
        if (NEVER.contains(primary(code))) {
            return new UnstorableWrite(code.toString(), fault);
        }
        return fault instanceof RuntimeException e ? e : new IllegalStateException(code.toString(), fault);
    }

    /// The meaning of an error of COMMIT. A full disk is found before the commit record is whole; of any
    /// other error nobody can say what reached the disk.
    static RuntimeException translateCommit(SQLException fault) {
        var code = code(fault);
        return BEFORE_COMMIT.contains(primary(code))
                ? translate(fault)
                : new UncertainCommit("the outcome of a commit is unknown: " + code, fault);
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.UNKNOWN_ERROR ? code : SQLiteErrorCode.getErrorCode(code.code & PRIMARY);
    }

    private static SQLiteErrorCode code(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e) {
                return e.getResultCode();
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
