package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.core.store.Store;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.ListConversations;
import chat.hearth.protocol.v1.Message;
import chat.hearth.storage.memory.MemoryStorage;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's clock is set back by an hour in the middle of things: nothing that people see changes its order,
/// and nobody is kept from sending.
@Tag("suite")
@Tag("order")
class ClockSetBackTest {
    private final AtomicLong offsetMs = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochMilli(System.currentTimeMillis() + offsetMs.get());

    @Test
    void changesNothingInMemory() throws Exception {
        setBack(MemoryStorage.open("clock", clock));
    }

    @Test
    void changesNothingInSqlite(@TempDir Path folder) throws Exception {
        setBack(SqliteStorage.open(SqliteOptions.at(folder.resolve("im.db")), clock, () -> "clock", fault -> {}));
    }

    private void setBack(Store store) throws Exception {
        try (var node = LocalNode.start(LocalNode.Setup.over(store).at(clock));
                var transport = Transport.start(1, Thread.ofPlatform().daemon().factory())) {
            node.user("carol");
            var ann = Person.connect(transport, node.page(), "ann", node.token("ann", "pc"), Encoding.PROTO);
            var bob = Person.connect(transport, node.page(), "bob", node.token("bob", "pc"), Encoding.JSON);
            var talk = ann.blocking().openDirect("bob").getConversation();
            var other = ann.blocking().openDirect("carol").getConversation();
            stored(ann.blocking().sendText(talk, "one"));
            stored(ann.blocking().sendText(other, "to carol"));
            offsetMs.set(Duration.ofHours(-1).toMillis());
            stored(ann.blocking().sendText(talk, "two"));
            stored(bob.blocking().sendText(talk, "three"));
            bob.client().cut();
            var late = Person.connect(transport, node.page(), "bob", node.token("bob", "phone"), Encoding.PROTO);
            stored(late.blocking().sendText(talk, "four"));
            assertThat(ann.history(talk))
                    .extracting(row -> row.getBody().getText())
                    .containsExactly("one", "two", "three", "four");
            assertThat(ann.told().awaitUpTo(talk, 4)).isEqualTo(ann.history(talk));
            assertThat(bob.told().awaitUpTo(talk, 4))
                    .extracting(Message::getSeq)
                    .containsExactly(1L, 2L, 3L, 4L);
            var list = node.core.inboxes().list(node.caller("ann"), ListConversations.getDefaultInstance());
            assertThat(LocalNode.done(list).getConversationsList())
                    .as("the conversation with the newest message comes first")
                    .extracting(each -> each.getConversation())
                    .containsExactly(talk, other);
            ann.close();
            bob.close();
            late.close();
        }
    }

    private static void stored(SendResult result) {
        assertThat(result).isInstanceOf(SendResult.Stored.class);
    }
}
