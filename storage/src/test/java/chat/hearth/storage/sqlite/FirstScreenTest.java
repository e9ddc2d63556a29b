package chat.hearth.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.inbox.Inboxes;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ListConversations;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.sql.SqlSnapshot;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody is shown first costs the same with fifty conversations and with five thousand.
class FirstScreenTest {
    private static final int FEW = 60;
    private static final int MANY = 5000;
    private static final int MOST_BYTES = 65_536;

    @TempDir
    private Path folder;

    @Test
    void costsTheSameForAnAccountWithFiveThousandConversations() throws SQLException {
        var file = folder.resolve("hearth.db");
        try (var store = SqliteStorage.open(
                SqliteOptions.at(file), () -> Instant.ofEpochMilli(World.NOW_MS), () -> "test", fault -> {})) {
            var world = new World(store);
            var few = world.user("few");
            var many = world.user("many");
            var both = List.of(few, many);
            join(store, world, both, 0, FEW);
            join(store, world, List.of(many), FEW, MANY);
            assertThat(statements(file, many)).isEqualTo(statements(file, few)).isEqualTo(1);
            var page = new Inboxes(store.inbox())
                    .list(new Caller(many.key(), many.id()), ListConversations.getDefaultInstance());
            assertThat(page).isInstanceOf(Outcome.Done.class);
            var shown = World.done(page);
            assertThat(shown.getConversationsCount()).isEqualTo(50);
            assertThat(shown.getNext()).isNotEmpty();
            assertThat(shown.getSerializedSize()).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    /// Groups with names and last messages as long as they may be.
    private static void join(Store store, World world, List<StoredUser> members, int from, int to) {
        var name = "群".repeat(100);
        var others = members.stream().skip(1).map(StoredUser::key).toList();
        var made = IntStream.range(from, to)
                .mapToObj(i -> store.conversations()
                        .create(new NewConversation(
                                ConversationId.group(new GroupId("group" + i), 0),
                                name,
                                members.getFirst().key(),
                                others)))
                .toList();
        var body = Body.newBuilder().setKind(1).setText("字".repeat(10_000)).build();
        var said = made.stream()
                .map(World::await)
                .map(row -> world.submit(World.message(row, members.getFirst(), body)))
                .toList();
        said.forEach(each -> World.stored(World.await(each)));
    }

    private static int statements(Path file, StoredUser user) throws SQLException {
        var count = new AtomicInteger();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var handle = Jdbi.create(connection).open()) {
            handle.setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    count.incrementAndGet();
                }
            });
            assertThat(new SqlSnapshot(handle, SqliteDialect.ONLY)
                            .page(user.key(), 50, "")
                            .entries())
                    .hasSize(50);
        }
        return count.get();
    }
}
