package chat.hearth.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.StoreFault;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.Profile;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.StoreUnopenable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What only an engine with a server can be asked.
@Tag("contract")
@Tag("postgres")
class PostgresStoreTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(World.NOW_MS));

    private static Store open(PostgresOptions options, String newEnvironment) {
        return PostgresStorage.open(options, CLOCK, () -> newEnvironment, fault -> {
            throw new AssertionError(fault);
        });
    }

    private static Store open(PostgresLogin login) {
        return open(PostgresOptions.at(login), "test");
    }

    private static Connection connect(PostgresLogin login) throws SQLException {
        return DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
    }

    private static void sql(PostgresLogin login, String statements) throws SQLException {
        try (var connection = connect(login)) {
            PostgresConnections.execute(connection, statements);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(PostgresOptions options) {
        return assertThatThrownBy(() -> open(options, "test").close())
                .isInstanceOf(StoreUnopenable.class)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining(
                        options.login().password().isEmpty()
                                ? "\n"
                                : options.login().password());
    }

    @Test
    void makesItsSchemaInAnEmptyDatabaseAndGoesOnAfterReopening() {
        var login = Cluster.shared().emptyDatabase();
        NewMessage message;
        Stored first;
        long nextMark;
        try (var store = open(login)) {
            var world = new World(store);
            var anna = world.user("a");
            message = World.message(world.group("team", anna), anna, World.text("one"));
            first = World.stored(world.append(message));
            nextMark = resumeMark(store, anna.key());
        }
        try (var store = open(PostgresOptions.at(login).withWriters(3), "another")) {
            assertThat(store.environment().id()).isEqualTo("test");
            assertThat(store.environment().epoch()).isEqualTo(1);
            var world = new World(store);
            var anna = world.user("a");
            var again = World.stored(world.append(message));
            assertThat(again.isDuplicate()).isTrue();
            assertThat(again.messageId()).isEqualTo(first.messageId());
            var second = world.say(world.group("team", anna), anna, "two");
            assertThat(second.seq()).isEqualTo(2);
            assertThat(second.messageId()).isGreaterThan(first.messageId());
            assertThat(store.inbox()
                            .resume(new ResumeQuery(anna.key(), nextMark, 0, Map.of(), 10))
                            .touched())
                    .hasSize(1);
        }
    }

    private static long resumeMark(Store store, long user) {
        return store.inbox().resume(new ResumeQuery(user, 0, 0, Map.of(), 10)).nextMark();
    }

    /// After a dump is restored elsewhere, transactions are counted anew.
    @Test
    void startsANewEpochWhenTheMarksAreOfAnotherServer() throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(login)) {
            var world = new World(store);
            world.say(world.group("team", world.user("a")), world.user("a"), "m");
        }
        sql(login, "UPDATE commit_journal SET id = id + 1000000000000");
        try (var store = open(login)) {
            assertThat(store.environment().epoch()).isEqualTo(2);
            var world = new World(store);
            assertThat(world.say(world.group("team", world.user("a")), world.user("a"), "n")
                            .seq())
                    .isEqualTo(2);
        }
    }

    @Test
    void letsOneServerIn() {
        var login = Cluster.shared().database();
        var connections = new PostgresConnections(login, DriverManager::getConnection);
        try (var _ = open(login)) {
            assertThatThrownBy(() -> SoleUse.of(connections, Duration.ZERO))
                    .isInstanceOf(StoreUnopenable.class)
                    .hasMessageContaining("is in use; stop the other server first");
        }
    }

    @Test
    void stopsWritingToADatabaseThatBecameAnother() throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(login)) {
            var world = new World(store);
            var anna = world.user("a");
            var group = world.group("team", anna);
            sql(login, """
                    UPDATE environment SET epoch = 7;
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
            assertThat(world.append(World.message(group, anna, World.text("m"))))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> store.users().byId(new UserId("a"))).isInstanceOf(StoreFault.class);
        }
    }

    @Test
    void readsAndWritesOnAfterTheServerCutAllConnections() throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(login)) {
            var world = new World(store);
            var anna = world.user("a");
            var group = world.group("team", anna);
            for (int i = 1; i <= 3; i++) {
                sql(login, """
                        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """);
                assertThat(store.users().byId(new UserId("a"))).isPresent();
                assertThat(world.say(group, anna, "m").seq()).isEqualTo(i);
            }
        }
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheAddressOrTheUser() {
        var good = Cluster.shared().database();
        assertRefused(PostgresOptions.at(new PostgresLogin("postgresql://127.0.0.1:1/x", "hearth", "")))
                .hasMessageContaining("postgresql://127.0.0.1:1/x can't be reached");
        assertRefused(PostgresOptions.at(new PostgresLogin(good.url(), good.user(), "wrong")))
                .hasMessageContaining("refuses the password of user \"hearth\"; check store.user and store.password");
        assertRefused(PostgresOptions.at(new PostgresLogin(good.url(), "nobody", "wrong")))
                .hasMessageContaining("\"nobody\"");
        assertRefused(PostgresOptions.at(Cluster.shared().login("nothing")))
                .hasMessageContaining("/nothing does not exist; create it");
    }

    @Test
    void refusesSettingsThatCanLoseMessagesUnlessTheyAreAcceptedByName() throws SQLException {
        var login = Cluster.shared().database();
        var name = login.url().substring(login.url().lastIndexOf('/') + 1);
        sql(login, "ALTER DATABASE " + name + " SET synchronous_commit = off");
        assertRefused(PostgresOptions.at(login))
                .hasMessageContaining("synchronous_commit=off")
                .hasMessageContaining("store.accepted_risks = [\"synchronous_commit\"]");
        open(PostgresOptions.at(login).accepting(Set.of(Risk.SYNCHRONOUS_COMMIT)), "test")
                .close();
        var careless = Cluster.start("fsync=off", "full_page_writes=off");
        try {
            var other = PostgresOptions.at(careless.emptyDatabase());
            assertRefused(other).hasMessageContaining("fsync=off");
            assertRefused(other.accepting(Set.of(Risk.FSYNC))).hasMessageContaining("full_page_writes=off");
            open(other.accepting(Set.of(Risk.FSYNC, Risk.FULL_PAGE_WRITES)), "test")
                    .close();
        } finally {
            careless.stop();
        }
    }

    @Test
    void refusesADatabaseThatCanNotHoldItsData() throws SQLException {
        var login = Cluster.shared().emptyDatabase();
        var name = login.url().substring(login.url().lastIndexOf('/') + 1);
        sql(login, "CREATE DATABASE " + name + "_ascii TEMPLATE template0 ENCODING SQL_ASCII");
        assertRefused(PostgresOptions.at(Cluster.shared().login(name + "_ascii")))
                .hasMessageContaining("has the encoding SQL_ASCII");
        sql(login, "CREATE TABLE of_somebody_else (id integer)");
        assertRefused(PostgresOptions.at(login)).hasMessageContaining("give Hearth a database of its own");
        var newer = Cluster.shared().database();
        sql(newer, "UPDATE environment SET schema_version = 4, min_code_version = 3");
        assertRefused(PostgresOptions.at(newer))
                .hasMessageContaining("needs a server that knows schema 3; this one knows 2");
    }

    /// PostgreSQL can't hold a NUL in a text: only the write that carries one is refused.
    @Test
    void refusesOnlyTheGuiltyOneOfABatch() {
        try (var store = open(PostgresOptions.at(Cluster.shared().database()).withWriters(1), "test")) {
            var puts = IntStream.range(0, 50)
                    .mapToObj(i ->
                            store.users().put(new UserId("u" + i), Profile.named("", i == 17 ? "a\0b" : "User " + i)))
                    .toList();
            for (int i = 0; i < 50; i++) {
                var put = puts.get(i);
                if (i == 17) {
                    assertThatThrownBy(() -> World.await(put)).hasMessageContaining("0x00");
                } else {
                    World.done(World.await(put));
                }
            }
        }
    }

    /// One row of each kind: none per member.
    @Test
    void writesFourRowsForAMessageToAThousandMembers() throws SQLException {
        var login = Cluster.shared().database();
        try (var store = open(login)) {
            var world = new World(store);
            var users = world.users(1000);
            var group = world.group("team", users.getFirst(), users.subList(1, 1000));
            sql(login, """
                    CREATE TABLE written (what text);
                    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN INSERT INTO written VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END $$;
                    DO $$ DECLARE t text; BEGIN
                        FOREACH t IN ARRAY ARRAY['user', 'device', 'conversation', 'message', 'send_key', 'member',
                                                 'inbox', 'commit_journal'] LOOP
                            EXECUTE format('CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON %I
                                            FOR EACH ROW EXECUTE FUNCTION note()', t);
                        END LOOP; END $$
                    """);
            world.say(group, users.getFirst(), "hello, all");
            assertThat(written(login))
                    .containsExactlyInAnyOrder(
                            "INSERT send_key", "INSERT message", "UPDATE conversation", "INSERT commit_journal");
            var message = World.message(group, users.getFirst(), World.text("m"));
            world.append(message);
            sql(login, "DELETE FROM written");
            world.append(message);
            world.users(3);
            world.read(users.getFirst(), group, 0);
            assertThat(written(login)).isEmpty();
        }
    }

    private static List<String> written(PostgresLogin login) throws SQLException {
        try (var connection = connect(login);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT what FROM written")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    @Test
    void storesInOneOrderWhateverTheNumberOfSenders() {
        try (var store = open(PostgresOptions.at(Cluster.shared().database()).withWriters(4), "test")) {
            var world = new World(store);
            var users = world.users(8);
            var groups = IntStream.range(0, 5)
                    .mapToObj(i -> world.group("g" + i, users.getFirst(), users.subList(1, 8)))
                    .toList();
            var senders = users.stream()
                    .map(user -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < 100; i++) {
                            world.say(groups.get(i % 5), user, user.id().value() + " " + i);
                        }
                    }))
                    .toList();
            senders.forEach(World::await);
            for (var group : groups) {
                var slice = store.messages().range(new HistoryQuery(group.key(), 1, 1000, 1000, true));
                assertThat(slice.messages().stream().map(m -> m.seq()))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 160)
                                .mapToObj(i -> (long) i)
                                .toList());
                assertThat(slice.messages().stream().map(m -> m.body().getText()))
                        .doesNotHaveDuplicates();
            }
        }
    }
}
