package chat.hearth.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.StoredUser;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.UncertainCommit;
import chat.hearth.storage.fault.BreakingConnections;
import chat.hearth.storage.fault.BreakingConnections.Break;
import chat.hearth.storage.fault.CuttingProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A connection, a server or an answer lost at every point of a commit.
@Tag("contract")
@Tag("postgres")
class PostgresCrashTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(World.NOW_MS));

    private final BreakingConnections breaking = new BreakingConnections();

    private static Store open(PostgresOptions options, BreakingConnections breaking, Consumer<Throwable> onUncertain) {
        var connections = new PostgresConnections(
                options.login(), (url, properties) -> breaking.wrap(DriverManager.getConnection(url, properties)));
        return PostgresStorage.open(options, connections, CLOCK, () -> "test", onUncertain);
    }

    private static void fail(Throwable fault) {
        throw new AssertionError(fault);
    }

    /// How a step is broken.
    enum Blow {
        KILLED_BEFORE,
        KILLED_AFTER,
        ANSWER_LOST;

        Break on(PostgresLogin login) {
            return switch (this) {
                case KILLED_BEFORE ->
                    new Break() {
                        @Override
                        public void before(Connection real) throws SQLException {
                            kill(login, real);
                        }
                    };
                case KILLED_AFTER ->
                    new Break() {
                        @Override
                        public void after(Connection real) throws SQLException {
                            kill(login, real);
                        }
                    };
                case ANSWER_LOST ->
                    new Break() {
                        @Override
                        public void after(Connection real) throws SQLException {
                            real.close();
                            throw new SQLException("cut by the test", "08006");
                        }
                    };
            };
        }

        /// Waits until the server's side of the connection has ended.
        private static void kill(PostgresLogin login, Connection real) throws SQLException {
            int pid;
            try (var statement = real.createStatement();
                    var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                pid = row.getInt(1);
            }
            try (var killer = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password())) {
                PostgresConnections.execute(killer, "SELECT pg_terminate_backend(" + pid + ", 20000)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesOnceWhateverStepOfACommitIsBroken(Blow blow) throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(PostgresOptions.at(login).withWriters(1), breaking, PostgresCrashTest::fail)) {
            var world = new World(store);
            var anna = world.user("a");
            var chat = world.group("team", anna);
            int step = 1;
            boolean hasBroken = true;
            while (hasBroken) {
                breaking.plan(step, blow.on(login));
                var message = World.message(chat, anna, World.text("m" + step));
                var stored = World.stored(world.append(message));
                hasBroken = breaking.hasBroken();
                assertThat(stored.isDuplicate()).isFalse();
                assertThat(stored.seq()).isEqualTo(step);
                assertThat(world.append(message)).isEqualTo(duplicate(stored));
                checkTables(login, chat, step);
                step++;
            }
            assertThat(step).as("the steps of a commit").isGreaterThan(6);
        }
    }

    private static Stored duplicate(Stored of) {
        return new Stored(of.messageId(), of.seq(), of.change(), of.counted(), of.sentAtMs(), true);
    }

    private static void checkTables(PostgresLogin login, StoredConversation chat, long messages) throws SQLException {
        var torn = """
                SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM send_key),
                       (SELECT count(*) FROM send_key JOIN message ON id = message_id),
                       (SELECT max(seq) FROM message), seq_head, change_head - 1,
                       (SELECT count(*) FROM commit_journal WHERE id = last_mark) * seq_head
                FROM conversation WHERE id =\s""";
        try (var connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(torn + chat.key())) {
            row.next();
            for (int column = 1; column <= 7; column++) {
                assertThat(row.getLong(column)).as("column %d", column).isEqualTo(messages);
            }
        }
    }

    @Test
    void createsAConversationWholeOrNotAtAll() throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(PostgresOptions.at(login).withWriters(1), breaking, PostgresCrashTest::fail)) {
            var world = new World(store);
            var users = world.users(3);
            boolean hasBroken = true;
            for (int step = 1; hasBroken; step++) {
                breaking.plan(step, Blow.KILLED_BEFORE.on(login));
                var chat = world.group("g" + step, users.getFirst(), users.subList(1, 3));
                hasBroken = breaking.hasBroken();
                assertThat(store.conversations().members(chat.key(), 0, 10)).hasSize(3);
                for (var user : users) {
                    assertThat(store.inbox().conversationsOf(user.key())).hasSize(step);
                }
            }
        }
    }

    /// The server is stopped at the moment of the commit, and stays away.
    @Test
    void endsTheProcessWhenTheOutcomeOfACommitStaysUnknown() {
        var cluster = Cluster.start();
        var uncertain = new CompletableFuture<Throwable>();
        var options = PostgresOptions.at(cluster.database()).withWriters(1).resolvingWithin(Duration.ofSeconds(1));
        try (var store = open(options, breaking, uncertain::complete)) {
            var world = new World(store);
            var anna = world.user("a");
            var message = World.message(world.group("team", anna), anna, World.text("m"));
            var outcome = submitLosing(world, message, cluster::stop);
            assertThat(World.await(uncertain)).isInstanceOf(UncertainCommit.class);
            assertThat(outcome).isNotDone();
        }
    }

    /// The commit is the seventh step of a first message: mark, lock, look-up, ids, insert, journal, commit.
    private CompletableFuture<AppendOutcome> submitLosing(World world, NewMessage message, Runnable loss) {
        breaking.plan(7, new Break() {
            @Override
            public void before(Connection real) {
                loss.run();
            }
        });
        return world.submit(message);
    }

    /// A commit that waits for a standby when its connection is cut: it is neither cancelled nor guessed at.
    @Test
    void waitsForACommitThatIsUnderWayWithoutUs() throws Exception {
        var cluster = Cluster.start();
        try (var proxy = new CuttingProxy(cluster.port());
                var admin = cluster.connect("postgres")) {
            var direct = cluster.database();
            var url = direct.url().replace(":" + cluster.port() + "/", ":" + proxy.port() + "/");
            var options = PostgresOptions.at(new PostgresLogin(url, direct.user(), direct.password()));
            try (var store = open(options, breaking, PostgresCrashTest::fail)) {
                var world = new World(store);
                var anna = world.user("a");
                var chat = world.group("team", anna);
                PostgresConnections.execute(admin, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
                PostgresConnections.execute(admin, "SELECT pg_reload_conf()");
                var outcome = submitUntilWaiting(world, chat, anna, admin);
                proxy.cut();
                PostgresConnections.execute(admin, "ALTER SYSTEM RESET synchronous_standby_names");
                assertThat(outcome).isNotDone();
                PostgresConnections.execute(admin, "SELECT pg_reload_conf()");
                assertThat(World.stored(World.await(outcome)).isDuplicate()).isFalse();
                assertThat(world.say(chat, anna, "next").seq())
                        .isEqualTo(World.stored(outcome.join()).seq() + 1);
            }
        } finally {
            cluster.stop();
        }
    }

    /// Until the setting has reached the writer, commits still pass.
    private static CompletableFuture<AppendOutcome> submitUntilWaiting(
            World world, StoredConversation chat, StoredUser anna, Connection admin) throws Exception {
        while (true) {
            var outcome = world.submit(World.message(chat, anna, World.text("m")));
            while (!outcome.isDone()) {
                try (var statement = admin.createStatement();
                        var row = statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        return outcome;
                    }
                }
            }
        }
    }
}
