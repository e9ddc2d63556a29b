package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.store.Store;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.MarkRead;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Request;
import chat.hearth.storage.memory.MemoryStorage;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// G4: the hint of a commit gets lost, and it is the last one before a silence. Two seconds later everybody holds
/// what was committed, without a word from anybody.
@Tag("suite")
@Tag("order")
class LastHintTest {
    private static final long REPAIRED_WITHIN_MS = 2_000;

    @Test
    void isRepairedInMemory() {
        repair(time -> MemoryStorage.open("hint", time));
    }

    @Test
    void isRepairedInSqlite(@TempDir Path folder) {
        repair(time -> SqliteStorage.open(SqliteOptions.at(folder.resolve("im.db")), time, () -> "hint", fault -> {}));
    }

    private static void repair(Function<InstantSource, Store> engine) {
        try (var node = new SimNode(time -> new ForgetfulStore(engine.apply(time)))) {
            var ann = new SimDevice(node, "ann", "pc", 1024, 1);
            var bob = new SimDevice(node, "bob", "pc", 1024, 2);
            var devices = List.of(ann, bob);
            node.arriveAll(devices);
            var opened = ann.client.request(
                    Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));
            node.arriveAll(devices);
            var talk = opened.join().getConversation().getConversation();
            var _ = ann.client.sendText(talk, "heard");
            pass(node, devices, 5_000);
            assertThat(bob.told.get(talk)).hasSize(1);

            ((ForgetfulStore) node.store).silent(true);
            var _ = ann.client.sendText(talk, "lost");
            var _ = bob.client.request(Request.newBuilder()
                    .setMarkRead(MarkRead.newBuilder().setConversation(talk).setSeq(1)));
            var made = ann.client.request(Request.newBuilder()
                    .setCreateGroup(CreateGroup.newBuilder()
                            .setCid("019b76da-a800-7000-8000-000000000001")
                            .setName("new")
                            .addMembers("bob")));
            node.arriveAll(devices);
            assertThat(bob.told.get(talk)).as("the hint is lost").hasSize(1);

            pass(node, devices, REPAIRED_WITHIN_MS);
            assertThat(bob.told.get(talk)).hasSize(2);
            assertThat(bob.told.get(talk).lastEntry().getValue().getBody().getText())
                    .isEqualTo("lost");
            ((ForgetfulStore) node.store).silent(false);
            // What a send implies of reading is no promise, and went with the hint.
            var _ = ann.client.markRead(talk, 2);
            pass(node, devices, REPAIRED_WITHIN_MS);
            var group = made.join().getConversation().getConversation();
            for (var device : devices) {
                var held = States.byId(device.client.conversations().join());
                assertThat(held).isEqualTo(States.of(node.core, node.caller(device.user)));
                assertThat(held).extractingByKey(group).isNotNull();
                assertThat(held.values()).extracting(Conversation::getPresent).containsOnly(true);
            }
        }
    }

    private static void pass(SimNode node, List<SimDevice> devices, long ms) {
        long step = 100;
        for (long passed = 0; passed < ms; passed += step) {
            node.time.pass(step, node::settle);
            node.arriveAll(devices);
        }
    }
}
