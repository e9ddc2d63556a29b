package chat.hearth.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.UnstorableWrite;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFaultsTest {
    private static SQLException fault(String state) {
        return new SQLException("as PostgreSQL says", state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "08006", "57P01", "25P03", "23505"})
    void triesAgainWhatOthersWereToBlameFor(String state) {
        assertThat(PostgresFaults.translate(fault(state))).isInstanceOf(LostTransaction.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "55P03", "25006", "57014", "XX001", "58030"})
    void refusesForNowWhatTheServerCanNotDo(String state) {
        assertThat(PostgresFaults.translate(fault(state))).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23503", "54000"})
    void blamesTheWriteForItsValues(String state) {
        assertThat(PostgresFaults.translate(new IllegalStateException(fault(state))))
                .isInstanceOf(UnstorableWrite.class);
    }

    @Test
    void leavesWhatIsNotOfPostgresAsItIs() {
        var bug = new IllegalArgumentException("a bug");
        assertThat(PostgresFaults.translate(bug)).isSameAs(bug);
    }

    @Test
    void trustsOnlyTheServersOwnWordThatACommitWasRolledBack() {
        assertThat(PostgresFaults.isRolledBack(fault("40001"))).isTrue();
        assertThat(PostgresFaults.isRolledBack(fault("25P02"))).isTrue();
        assertThat(PostgresFaults.isRolledBack(fault("08006"))).isFalse();
        assertThat(PostgresFaults.isRolledBack(fault("57P01"))).isFalse();
        assertThat(PostgresFaults.isRolledBack(fault("XX000"))).isFalse();
        assertThat(PostgresFaults.isRolledBack(new SQLException("no state"))).isFalse();
    }

    @Test
    void keepsThePasswordOutOfWhatIsShown() {
        var login = new PostgresLogin("jdbc:postgresql://db:5432/chat?sslmode=require", "chat", "horse");
        assertThat(login.toString()).isEqualTo("chat at postgresql://db:5432/chat");
        assertThat(login.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/chat?sslmode=require");
        assertThat(PostgresLogin.isUrl("postgresql://chat:horse@db/chat")).isFalse();
        assertThat(PostgresLogin.isUrl("postgresql://db/chat?password=horse")).isFalse();
    }
}
