package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.store.Store;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only an engine with a file can be asked.
class SqliteStoreTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("hearth.db");
    }

    private Store open() {
        return open(SqliteOptions.at(file()));
    }

    private static Store open(SqliteOptions options) {
        var clock = InstantSource.fixed(Instant.ofEpochMilli(World.NOW_MS));
        return SqliteStorage.open(options, clock, () -> "test", fault -> {
            throw new AssertionError(fault);
        });
    }

    private void sql(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            for (var statement : statements) {
                SqliteConnections.execute(connection, statement);
            }
        }
    }

    @Test
    void goesOnWhereItStoppedAfterReopening() {
        AppendOutcome first;
        var message = new CompletableFuture<chat.hearth.core.message.NewMessage>();
        long nextMark;
        try (var store = open()) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            message.complete(World.message(chat, anna, World.text("one")));
            first = world.append(message.join());
            nextMark = store.inbox()
                    .resume(new ResumeQuery(anna.key(), 0, 0, Map.of(), 10))
                    .nextMark();
        }
        try (var store = SqliteStorage.open(
                SqliteOptions.at(file()), InstantSource.system(), () -> "other", Throwable::printStackTrace)) {
            assertThat(store.environment().id()).isEqualTo("test");
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            assertThat(World.stored(world.append(message.join())).isDuplicate()).isTrue();
            var second = world.say(chat, anna, "two");
            assertThat(second.seq()).isEqualTo(2);
            assertThat(second.messageId()).isGreaterThan(World.stored(first).messageId());
            assertThat(store.inbox()
                            .resume(new ResumeQuery(anna.key(), nextMark, 0, Map.of(), 10))
                            .touched())
                    .hasSize(1);
        }
    }

    @Test
    void leavesTheWholeDatabaseInOneFileWhenItCloses() throws IOException {
        try (var store = open()) {
            var world = new World(store);
            world.say(world.group("team", world.user("a")), world.user("a"), "m");
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("hearth.db", "hearth.db.lock");
        }
    }

    @Test
    void keepsWhatPeopleWriteFromOtherUsersOfTheMachine() throws IOException {
        try (var _ = open()) {
            assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
            assertThat(Files.getPosixFilePermissions(directory.resolve("hearth.db-wal")))
                    .hasSize(2);
        }
    }

    /// A process that dies leaves the file and the log as they are at that moment; copying both while the
    /// store writes on gives the same.
    @Test
    void keepsEveryAcknowledgedMessageWhenTheProcessDies() throws IOException {
        var crashed = directory.resolve("crashed.db");
        var acked = new ArrayList<Long>();
        var options = SqliteOptions.at(file()).with(new SqliteOptions.LogLimits(1000, 2000));
        try (var store = open(options)) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
            for (int i = 0; i < 2000; i++) {
                waiting.add(world.submit(World.message(chat, anna, World.text("m" + i))));
                if (i == 1200) {
                    World.await(waiting.get(600));
                    waiting.stream()
                            .filter(CompletableFuture::isDone)
                            .forEach(w -> acked.add(World.stored(w.join()).seq()));
                    Files.copy(file(), crashed);
                    Files.copy(directory.resolve("hearth.db-wal"), directory.resolve("crashed.db-wal"));
                }
            }
            waiting.forEach(World::await);
        }
        try (var store = open(SqliteOptions.at(crashed))) {
            var world = new World(store);
            var chat = world.group("team", world.user("a"));
            var newest = store.messages().range(new HistoryQuery(chat.key(), 1, Long.MAX_VALUE, 200, false));
            assertThat(newest.heads().seq()).isGreaterThanOrEqualTo(acked.getLast());
            assertThat(newest.messages().getLast().seq())
                    .isEqualTo(newest.heads().seq());
            assertThat(acked).hasSizeGreaterThan(600);
            assertThat(world.say(chat, world.user("a"), "on").seq())
                    .isEqualTo(newest.heads().seq() + 1);
        }
    }

    @Test
    void refusesWritesWhileThereIsNoRoomAndGoesOnWhenThereIs() {
        long stored = 0;
        try (var store = open(SqliteOptions.at(file()).withMaxMib(1))) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            AppendOutcome outcome = world.append(World.message(chat, anna, World.text("m".repeat(1000))));
            while (outcome instanceof Stored) {
                stored++;
                outcome = world.append(World.message(chat, anna, World.text("m".repeat(1000))));
            }
            assertThat(outcome).isEqualTo(new Refused(Refusal.of(ErrorCode.UNAVAILABLE)));
            assertThat(world.append(World.message(chat, anna, World.text("m".repeat(1000)))))
                    .isEqualTo(outcome);
            assertThat(world.now(chat).heads().seq()).isEqualTo(stored);
        }
        assertThat(stored).isGreaterThan(100);
        try (var store = open(SqliteOptions.at(file()).withMaxMib(2))) {
            var world = new World(store);
            var anna = world.user("a");
            assertThat(world.say(world.group("team", anna), anna, "m").seq()).isEqualTo(stored + 1);
        }
    }

    @Test
    void refusesAFileThatIsInUse() {
        try (var _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnopenable.class)
                    .hasMessageContaining("in use")
                    .hasMessageNotContaining("\n");
        }
        open().close();
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "something else that is long enough to be read as a header, ".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(StoreUnopenable.class).hasMessageContaining("hearth.db");
    }

    @Test
    void findsRowsThatChangedAfterBirth() throws SQLException {
        long key;
        try (var store = open()) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            key = chat.key();
            world.sayAll(chat, anna, 10);
        }
        sql(
                "UPDATE message SET edit_no = 1, change = 12 WHERE seq = 3",
                "UPDATE message SET edit_no = 2, change = 14 WHERE seq = 9",
                "UPDATE conversation SET change_head = 14");
        try (var store = open()) {
            assertThat(seqs(store, key, 11)).containsExactly(3L, 9L);
            assertThat(seqs(store, key, 12)).containsExactly(9L);
            assertThat(seqs(store, key, 10)).containsExactly(3L, 9L, 10L);
            assertThat(seqs(store, key, 8)).containsExactly(3L, 8L, 9L, 10L);
            assertThat(store.messages().diff(new DiffQuery(key, 10, 4, 10)).messages())
                    .extracting(StoredMessage::seq)
                    .containsExactly(9L, 10L);
            assertThat(store.messages().diff(new DiffQuery(key, 10, 1, 2)).isTooLong())
                    .isTrue();
        }
    }

    private static List<Long> seqs(Store store, long conversation, long from) {
        return store.messages().diff(new DiffQuery(conversation, from, 1, 100)).messages().stream()
                .map(StoredMessage::seq)
                .toList();
    }

    @Test
    void letsAMemberWhoLeftBackInWithANewView() throws SQLException {
        try (var store = open()) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna, world.user("b"));
            world.sayAll(chat, anna, 5);
        }
        sql(
                "UPDATE member SET state = 1, left_change = 7, change = 7, alias = 'x' WHERE user_id = 2",
                "UPDATE conversation SET change_head = 7, member_count = 1");
        try (var store = open()) {
            var world = new World(store);
            var anna = world.user("a");
            var bert = world.user("b");
            var chat = world.group("team", anna);
            assertThat(store.inbox().conversationsOf(bert.key())).isEmpty();
            assertThat(store.inbox().page(bert.key(), 10, "").entries()).isEmpty();
            assertThat(store.inbox().entry(bert.key(), chat.key()).orElseThrow().last())
                    .isNull();
            assertThat(world.read(bert, chat, 3).hasMoved()).isFalse();
            World.done(World.await(store.conversations().addMembers(chat.key(), anna.key(), List.of(bert.key()), 10)));
            var back = store.conversations().membership(chat.key(), bert.key()).orElseThrow();
            assertThat(back.isPresent()).isTrue();
            assertThat(back.visibleFromSeq()).isEqualTo(6);
            assertThat(back.readSeq()).isEqualTo(5);
            assertThat(back.alias()).isEmpty();
            assertThat(world.now(chat).memberCount()).isEqualTo(2);
            assertThat(store.inbox().conversationsOf(bert.key())).containsExactly(chat.key());
        }
    }
}
