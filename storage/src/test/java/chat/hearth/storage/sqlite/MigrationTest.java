package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final String SHIPPED = "classpath:db/migration/sqlite";
    private static final String NEXT = "classpath:db/migration/sqlite,classpath:db/migration-next";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeTheFirstSchema() throws SQLException, IOException {
        file = directory.resolve("hearth.db");
        Migration.of(file).run();
    }

    private static long number(Path file, String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            SqliteConnections.execute(connection, statement);
        }
    }

    @Test
    void makesAFileWithSmallPages() throws SQLException {
        assertThat(number(file, "PRAGMA page_size")).isEqualTo(SqliteConnections.PAGE_BYTES);
        assertThat(number(file, "SELECT schema_version FROM environment")).isEqualTo(2);
    }

    @Test
    void takesUpAFileOfTheFirstSchema() throws SQLException, IOException {
        file = directory.resolve("first.db");
        new Migration(file, 1, SHIPPED).run();
        sql("UPDATE environment SET env_id = 'kept'");
        Migration.of(file).run();
        assertThat(number(file, "SELECT schema_version FROM environment")).isEqualTo(2);
        assertThat(number(file, "SELECT count(*) FROM environment WHERE env_id = 'kept'"))
                .isEqualTo(1);
        assertThat(number(file, "SELECT count(delivered_seq) FROM inbox")).isZero();
    }

    @Test
    void leavesAFileOfTheRightSchemaAlone() throws SQLException, IOException {
        var before = Files.readAllBytes(file);
        Migration.of(file).run();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void copiesAnOlderFileBeforeMigratingIt() throws SQLException, IOException {
        sql("UPDATE environment SET env_id = 'kept'");
        new Migration(file, 3, NEXT).run();
        assertThat(number(file, "SELECT schema_version FROM environment")).isEqualTo(3);
        var copy = directory.resolve("hearth.db.schema-2");
        assertThat(number(copy, "SELECT schema_version FROM environment")).isEqualTo(2);
        assertThat(number(copy, "SELECT count(*) FROM environment WHERE env_id = 'kept'"))
                .isEqualTo(1);
    }

    @Test
    void runsUnderANewerSchemaThatAllowsIt() throws SQLException, IOException {
        new Migration(file, 3, NEXT).run();
        Migration.of(file).run();
        assertThat(number(file, "SELECT schema_version FROM environment")).isEqualTo(3);
    }

    @Test
    void refusesANewerSchemaThatDoesNot() throws SQLException {
        sql("UPDATE environment SET schema_version = 4, min_code_version = 3");
        assertThatThrownBy(() -> Migration.of(file).run())
                .isInstanceOf(StoreUnopenable.class)
                .hasMessageContaining("needs a server that knows schema 3; this one knows 2")
                .hasMessageNotContaining("\n");
    }
}
