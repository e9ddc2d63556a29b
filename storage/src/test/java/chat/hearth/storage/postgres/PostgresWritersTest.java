package chat.hearth.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.StoredUser;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.commit.EngineStore;
import chat.hearth.storage.commit.GroupCommit;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.StoreMeter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several writers in one database, also of several nodes.
@Tag("contract")
@Tag("postgres")
class PostgresWritersTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(World.NOW_MS));

    private PostgresLogin login;
    private PostgresConnections connections;
    private Store store;
    private World world;
    private StoredUser anna;
    private StoredConversation one;
    private StoredConversation two;

    @BeforeEach
    void open() {
        login = Cluster.shared().database();
        connections = new PostgresConnections(login, DriverManager::getConnection);
        store = node(CommitLimits.DEFAULT);
        world = new World(store);
        anna = world.user("a");
        one = world.group("one", anna);
        two = world.group("two", anna);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PostgresEngine engine() {
        return new PostgresEngine(connections, CLOCK, new AtomicLong(), Duration.ofSeconds(20));
    }

    /// As another node would open it.
    private Store node(CommitLimits limits) {
        var commits = new GroupCommit(List.of(engine(), engine()), limits, StoreMeter.NONE, fault -> {
            throw new AssertionError(fault);
        });
        var reads = PostgresOptions.at(login).reads();
        return new EngineStore(
                new Environment("test", 1),
                commits,
                new PostgresReaders(connections, reads, StoreMeter.NONE),
                () -> {});
    }

    private static Claims claims(StoredConversation conversation) {
        return new Claims(List.of(conversation.key()), List.of(), false);
    }

    private static PendingMessage message(StoredConversation to, StoredUser from) {
        return PendingMessage.of(World.message(to, from, World.text("m")));
    }

    private ResumeSnapshot resume(long mark) {
        return store.inbox().resume(new ResumeQuery(anna.key(), mark, 0, Map.of(), 10));
    }

    private static List<Long> keys(ResumeSnapshot snapshot) {
        return snapshot.touched().stream().map(t -> t.conversation().key()).toList();
    }

    /// The first takes its mark, the second commits, a device resumes, the first commits: the device must be
    /// told of both.
    @Test
    void skipsNothingWhenMarksBecomeVisibleOutOfTheirOrder() {
        long before = resume(0).nextMark();
        try (var early = engine();
                var late = engine()) {
            var first = early.begin(claims(one));
            var second = late.begin(claims(two));
            second.append(List.of(message(two, anna)));
            assertThat(second.commit().mark()).isGreaterThan(before);
            var resumed = resume(before);
            assertThat(keys(resumed)).contains(two.key());
            first.append(List.of(message(one, anna)));
            long mark = first.commit().mark();
            assertThat(resumed.nextMark()).isLessThanOrEqualTo(mark);
            assertThat(keys(resume(resumed.nextMark()))).contains(one.key());
        }
    }

    /// A mark that is told covers nothing that is still under way, in another node's transaction either.
    @Test
    void tellsNoMarkPastATransactionUnderWay() {
        try (var slow = engine();
                var quick = engine()) {
            var first = slow.begin(claims(one));
            first.append(List.of(message(one, anna)));
            var second = quick.begin(claims(two));
            second.append(List.of(message(two, anna)));
            var committed = second.commit();
            long mark = first.commit().mark();
            assertThat(committed.horizon()).isLessThanOrEqualTo(mark);
            assertThat(committed.mark()).isGreaterThan(mark);
        }
    }

    @Test
    void skipsAConversationThatAnotherHolds() {
        try (var holder = engine();
                var other = engine()) {
            var first = holder.begin(claims(one));
            var second = other.begin(new Claims(List.of(one.key(), two.key(), 4711L), List.of(), false));
            assertThat(first.skipped()).isEmpty();
            assertThat(second.skipped()).containsExactly(one.key());
            second.rollback();
            first.rollback();
        }
    }

    /// Writes to a held conversation wait, in their order, and hold up nobody else.
    @Test
    void goesOnElsewhereWhileAConversationIsHeld() {
        var held = new ArrayList<CompletableFuture<AppendOutcome>>();
        try (var holder = engine()) {
            var transaction = holder.begin(claims(one));
            for (int i = 0; i < 20; i++) {
                held.add(world.submit(World.message(one, anna, World.text("held " + i))));
            }
            assertThat(world.say(two, anna, "m").seq()).isEqualTo(1);
            assertThat(held).noneMatch(CompletableFuture::isDone);
            transaction.rollback();
        }
        assertThat(held.stream().map(h -> World.stored(World.await(h)).seq()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void numbersWithoutGapsWhenTwoNodesWriteToOneConversation() {
        try (var node = node(new CommitLimits(1000, 7, 8))) {
            var there = new World(node);
            var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
            for (int i = 0; i < 300; i++) {
                waiting.add(world.submit(World.message(i % 3 == 0 ? two : one, anna, World.text("here " + i))));
                waiting.add(there.submit(World.message(i % 2 == 0 ? two : one, anna, World.text("there " + i))));
            }
            var stored = waiting.stream().map(w -> World.stored(World.await(w))).toList();
            assertThat(stored).extracting(Stored::messageId).doesNotHaveDuplicates();
            long total = world.now(one).heads().seq() + world.now(two).heads().seq();
            assertThat(total).isEqualTo(600);
        }
    }

    /// The same cid into two conversations at once, by two nodes: one is stored, the other is a conflict.
    @Test
    void storesOneOfTwoSendsUnderOneCid() throws SQLException {
        try (var node = node(CommitLimits.DEFAULT)) {
            var there = new World(node);
            for (int i = 0; i < 50; i++) {
                var cid = World.cid();
                var here = world.submit(World.message(one, anna, World.text("m"), cid, null));
                var far = there.submit(World.message(two, anna, World.text("m"), cid, null));
                assertThat(List.of(World.await(here), World.await(far)))
                        .filteredOn(Stored.class::isInstance)
                        .hasSize(1);
            }
            assertThat(world.now(one).heads().seq() + world.now(two).heads().seq())
                    .isEqualTo(50);
        }
        try (var connection = connections.plain();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT (SELECT count(*) FROM message), count(*) FROM send_key")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(50);
            assertThat(row.getLong(2)).isEqualTo(50);
        }
    }
}
