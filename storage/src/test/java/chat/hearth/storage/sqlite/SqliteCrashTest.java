package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.fault.BreakingConnections;
import chat.hearth.storage.fault.BreakingConnections.Break;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A disk that is full at every point of a commit.
class SqliteCrashTest {
    private static final Break FULL = new Break() {
        @Override
        public void before(Connection real) throws SQLException {
            throw new SQLiteException("full, says the test", SQLiteErrorCode.SQLITE_FULL);
        }
    };

    private final BreakingConnections breaking = new BreakingConnections();

    @TempDir
    private Path directory;

    @Test
    void storesWhollyOrNotAtAllWhateverStepOfACommitFails() throws Exception {
        var file = directory.resolve("hearth.db");
        Migration.of(file).run();
        var connections = new SqliteConnections(file, 8, 0, breaking::wrap);
        var engine = new SqliteEngine(connections, () -> Instant.ofEpochMilli(World.NOW_MS));
        var commits = new GroupCommit(engine, CommitLimits.DEFAULT, StoreMeter.NONE, fault -> {
            throw new AssertionError(fault);
        });
        var readers = new SqliteReaders(connections, SqliteOptions.at(file));
        try (var store = new EngineStore(new Environment("test", 1), commits, readers, () -> {})) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            int step = 1;
            for (boolean hasBroken = true; hasBroken; step++) {
                var message = World.message(chat, anna, World.text("m" + step));
                breaking.plan(step, FULL);
                var first = world.append(message);
                hasBroken = breaking.hasBroken();
                if (hasBroken) {
                    assertThat(first).isEqualTo(new Refused(Refusal.of(ErrorCode.UNAVAILABLE)));
                    assertThat(world.now(chat).heads().seq()).isEqualTo(step - 1);
                }
                var second = World.stored(world.append(message));
                assertThat(second.isDuplicate()).isEqualTo(!hasBroken);
                assertThat(second.seq()).isEqualTo(step);
            }
            assertThat(step).as("the steps of a commit").isGreaterThan(6);
        }
    }
}
