package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.Receipts;
import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.core.store.Store;
import chat.hearth.core.timer.Timers;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.StoreUnopenable;
import chat.hearth.storage.engine.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts of the engine, opened one by one.
class SqliteEngineTest {
    private final AtomicLong nowMs = new AtomicLong(World.NOW_MS);

    @TempDir
    private Path directory;

    private SqliteConnections connections;
    private SqliteEngine engine;
    private GroupCommit commits;
    private SqliteReaders readers;
    private Store store;
    private World world;

    @BeforeEach
    void open() throws SQLException, IOException {
        var file = directory.resolve("hearth.db");
        Migration.of(file).run();
        connections = new SqliteConnections(file, 8, 0);
        engine = new SqliteEngine(connections, () -> Instant.ofEpochMilli(nowMs.get()));
        commits = new GroupCommit(engine, CommitLimits.DEFAULT, StoreMeter.NONE, fault -> {
            throw new AssertionError(fault);
        });
        readers = new SqliteReaders(connections, SqliteOptions.at(file).withReads(1, 1, Duration.ofMillis(200)));
        store = new EngineStore(new Environment("test", 1), commits, readers, () -> {});
        world = new World(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Timers that run what waits when they are told to.
    private static final class SecondsByHand implements Timers {
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

        @Override
        public void after(Duration delay, Runnable task) {
            waiting.add(task);
        }

        @Override
        public void every(Duration pause, Runnable task) {
            throw new UnsupportedOperationException("not asked for here");
        }

        void run() {
            for (int left = waiting.size(); left > 0; left--) {
                waiting.remove().run();
            }
        }
    }

    private long count(String table) throws SQLException {
        try (var connection = connections.reader();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void writesFourRowsForAMessageToAThousandMembers() throws SQLException {
        var users = world.users(1000);
        var group = world.group("team", users.getFirst(), users.subList(1, 1000));
        world.say(group, users.getFirst(), "takes a block of message ids");
        long rows = engine.rowsWritten();
        long messages = count("message");
        long sendKeys = count("send_key");
        long journal = count("commit_journal");
        world.say(group, users.getFirst(), "hello, all");
        assertThat(engine.rowsWritten() - rows).isEqualTo(4);
        assertThat(count("message") - messages).isEqualTo(1);
        assertThat(count("send_key") - sendKeys).isEqualTo(1);
        assertThat(count("commit_journal") - journal).isEqualTo(1);
    }

    /// Five seconds in which everybody reads on, written as [chat.hearth.core.inbox.Receipts] writes: merged, once
    /// a second. What they cost has no part in what messages cost.
    @Test
    void writesNoRowPerMemberWhileAThousandMembersRead() throws SQLException {
        var users = world.users(1000);
        var group = world.group("team", users.getFirst(), users.subList(1, 1000));
        var sender = users.getFirst();
        var timers = new SecondsByHand();
        var receipts = new Receipts(store.inbox(), timers);
        world.say(group, sender, "takes a block of message ids");
        long reads = 0;
        for (int second = 0; second < 5; second++) {
            long seq = second + 1L;
            long rows = engine.rowsWritten();
            for (int repeat = 0; repeat < 10; repeat++) {
                users.forEach(user -> {
                    var _ = receipts.read(user.key(), group.key(), seq);
                });
            }
            timers.run();
            // Answered in the order of the writes: when this is, the read positions are.
            world.user("barrier" + second);
            reads += engine.rowsWritten() - rows;
            rows = engine.rowsWritten();
            world.say(group, sender, "m" + second);
            assertThat(engine.rowsWritten() - rows).isEqualTo(4);
        }
        assertThat(count("message")).isEqualTo(6);
        assertThat(count("send_key")).isEqualTo(6);
        // A read position is its inbox row and its reader's pts, and no more however often it was asked for.
        assertThat(reads).isLessThanOrEqualTo(5 * (2 * 1000 + 10)).isGreaterThanOrEqualTo(5 * 2 * 1000);
    }

    @Test
    void writesNothingForWhatChangesNothing() throws SQLException {
        var anna = world.user("a");
        var group = world.group("team", anna);
        var message = World.message(group, anna, World.text("m"));
        world.append(message);
        long rows = engine.rowsWritten();
        long journal = count("commit_journal");
        world.append(message);
        world.user("a");
        world.group("team", anna);
        world.read(anna, group, 0);
        assertThat(engine.rowsWritten()).isEqualTo(rows);
        assertThat(count("commit_journal")).isEqualTo(journal);
    }

    @Test
    void forgetsSendsOnlyWhenNoRetryCanComeAnyMore() throws SQLException {
        var anna = world.user("a");
        var group = world.group("team", anna);
        world.sayAll(group, anna, 20);
        nowMs.addAndGet(Duration.ofDays(8).toMillis());
        World.await(commits.submit(Transaction::sweep));
        assertThat(count("send_key")).isEqualTo(20);
        nowMs.addAndGet(Duration.ofDays(1).toMillis() + 1000);
        assertThat(World.await(commits.submit(Transaction::sweep))).isFalse();
        assertThat(count("send_key")).isZero();
        assertThat(count("message")).isEqualTo(20);
    }

    @Test
    void forgetsTheJournalAfterADayButNeverItsHead() throws SQLException {
        var anna = world.user("a");
        var group = world.group("team", anna);
        for (int i = 0; i < 20; i++) {
            world.say(group, anna, "m" + i);
        }
        long markBefore = resumeMark(anna.key());
        nowMs.addAndGet(Duration.ofHours(25).toMillis());
        World.await(commits.submit(Transaction::sweep));
        assertThat(count("commit_journal")).isEqualTo(2);
        assertThat(resumeMark(anna.key())).isEqualTo(markBefore + 1);
    }

    private long resumeMark(long user) {
        return store.inbox()
                .resume(new chat.hearth.core.inbox.ResumeQuery(user, 0, 0, Map.of(), 10))
                .nextMark();
    }

    @Test
    void emptiesTheLogWhenAsked() throws IOException {
        var anna = world.user("a");
        var group = world.group("team", anna);
        world.sayAll(group, anna, 2000);
        var log = directory.resolve("hearth.db-wal");
        long before = Files.size(log);
        engine.wantTruncate();
        world.say(group, anna, "m");
        assertThat(before).isGreaterThan(200_000);
        assertThat(Files.size(log)).isLessThan(100_000);
    }

    @Test
    void copiesTheLogBesideTheCommits() throws SQLException, IOException, InterruptedException {
        var anna = world.user("a");
        var group = world.group("team", anna);
        var file = directory.resolve("hearth.db");
        long before = Files.size(file);
        var upkeep = new Upkeep(connections, new SqliteOptions.LogLimits(1, 2), engine, fault -> {
            throw new AssertionError(fault);
        });
        upkeep.start(commits);
        world.sayAll(group, anna, 8000);
        var log = directory.resolve("hearth.db-wal");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.size(log) > 2 * 1024 * 1024 || Files.size(file) < before + 1024 * 1024) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            world.say(group, anna, "the writer empties the log before a batch");
        }
        upkeep.close();
        assertThat(world.now(group).heads().seq()).isGreaterThanOrEqualTo(8000);
    }

    @Test
    void refusesReadsBeyondItsQueueAndItsDeadline() throws InterruptedException {
        var isReading = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = CompletableFuture.runAsync(() -> readers.read(_ -> {
            isReading.countDown();
            return isOpened(mayEnd);
        }));
        assertThat(isReading.await(20, TimeUnit.SECONDS)).isTrue();
        var queued = CompletableFuture.runAsync(() -> store.users().byName("a"));
        assertThatThrownBy(() -> World.await(queued))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> store.users().byName("a")).isInstanceOf(StoreOverloaded.class);
        mayEnd.countDown();
        assertThatThrownBy(() -> World.await(slow)).isInstanceOf(StoreUnavailable.class);
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void opensAnotherConnectionAfterOneFailed() {
        var anna = world.user("a");
        var group = world.group("team", anna);
        world.say(group, anna, "one");
        var failed = commits.submit(t -> {
            engine.discard();
            throw new StoreUnavailable("as if the disk had failed");
        });
        assertThatThrownBy(() -> World.await(failed)).isInstanceOf(StoreUnavailable.class);
        assertThat(world.say(group, anna, "two").seq()).isEqualTo(2);
    }

    @Test
    void refusesToRunWithoutFullSync() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("other.db"))) {
            SqliteConnections.execute(connection, "PRAGMA synchronous = OFF");
            assertThatThrownBy(() -> SqliteConnections.check(connection, Map.of("synchronous", "2")))
                    .isInstanceOf(StoreUnopenable.class)
                    .hasMessageContaining("synchronous=0");
        }
    }
}
