package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.UncertainCommit;
import chat.hearth.storage.engine.UnstorableWrite;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteFaultsTest {
    private static SQLException fault(SQLiteErrorCode code) {
        return new SQLiteException("as SQLite says", code);
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_BUSY_SNAPSHOT", "SQLITE_CORRUPT_INDEX"})
    void refusesForNowWhatTheEngineCanNotDo(SQLiteErrorCode code) {
        assertThat(SqliteFaults.translate(fault(code))).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_TOOBIG", "SQLITE_CONSTRAINT_FOREIGNKEY", "SQLITE_MISMATCH"})
    void blamesTheWriteForItsValues(SQLiteErrorCode code) {
        assertThat(SqliteFaults.translate(fault(code))).isInstanceOf(UnstorableWrite.class);
    }

    @Test
    void findsTheCodeBehindOtherExceptions() {
        var wrapped = new IllegalStateException(new IllegalStateException(fault(SQLiteErrorCode.SQLITE_FULL)));
        assertThat(SqliteFaults.translate(wrapped)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void leavesWhatIsNotOfSqliteAsItIs() {
        var bug = new IllegalArgumentException("a bug");
        assertThat(SqliteFaults.translate(bug)).isSameAs(bug);
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC"})
    void endsTheProcessWhenTheDiskDoesNotConfirm(SQLiteErrorCode code) {
        assertThat(SqliteFaults.translate(fault(code))).isInstanceOf(UncertainCommit.class);
        assertThat(SqliteFaults.translateCommit(fault(code))).isInstanceOf(UncertainCommit.class);
    }

    @Test
    void trustsOnlyAFullDiskToHaveKeptNothingOfACommit() {
        assertThat(SqliteFaults.translateCommit(fault(SQLiteErrorCode.SQLITE_FULL)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(SqliteFaults.translateCommit(fault(SQLiteErrorCode.SQLITE_IOERR_WRITE)))
                .isInstanceOf(UncertainCommit.class);
        assertThat(SqliteFaults.translateCommit(fault(SQLiteErrorCode.SQLITE_CORRUPT)))
                .isInstanceOf(UncertainCommit.class);
    }
}
