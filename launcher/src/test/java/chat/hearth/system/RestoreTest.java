package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.ResumePoint;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.core.store.Store;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Message;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An older copy of the data is put back, in a new epoch: devices start over, and nothing of the history that was
/// lost is mixed into the one that goes on, however alike their numbers are.
@Tag("suite")
@Tag("cuts")
class RestoreTest {
    private static final int BEFORE = 5;
    private static final int LOST = 4;

    private final Transport transport =
            Transport.start(1, Thread.ofPlatform().daemon().factory());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void devicesStartOverAndNothingIsMixed() throws Exception {
        var file = folder.resolve("hearth.db");
        var copy = folder.resolve("copy.db");
        String talk;
        ResumePoint held;
        try (var node = LocalNode.start(LocalNode.Setup.over(open(file)))) {
            var ann = person(node, "ann");
            var _ = person(node, "bob");
            talk = ann.blocking().openDirect("bob").getConversation();
            say(ann, talk, "kept", BEFORE);
        }
        Files.copy(file, copy);
        try (var node = LocalNode.start(LocalNode.Setup.over(open(file)))) {
            var bob = person(node, "bob");
            var ann = person(node, "ann");
            say(ann, talk, "lost", LOST);
            bob.told().awaitUpTo(talk, BEFORE + LOST);
            Await.until(
                    "a checkpoint covers what was told",
                    () -> bob.client().resumePoint().join().held().stream()
                            .anyMatch(each -> each.told() == BEFORE + LOST));
            held = bob.client().resumePoint().join();
            bob.close();
        }
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(SqliteStorage.bumpEpoch(file)).isEqualTo(2);
        try (var node = LocalNode.start(LocalNode.Setup.over(open(file)))) {
            var ann = person(node, "ann");
            say(ann, talk, "other", LOST + 1);
            var told = new Collector();
            var options = ClientOptions.of(node.page(), node.token("bob", "bob"))
                    .in(Encoding.JSON)
                    .resuming(held);
            var bob = new Person("bob", new HearthClient(transport, options, told), told);
            bob.blocking().connect();
            say(ann, talk, "after", 1);
            var truth = bob.history(talk);
            Await.until(
                    "the last message is held",
                    () -> bob.blocking().window(talk).stream().anyMatch(row -> row.equals(truth.getLast())));
            assertThat(truth).hasSize(BEFORE + LOST + 2);
            assertThat(bob.blocking().window(talk))
                    .as("what is held is of the history that goes on")
                    .isSubsetOf(truth)
                    .endsWith(truth.getLast());
            assertThat(told.awaitUpTo(talk, truth.size()))
                    .extracting(Message::getBody)
                    .noneMatch(body -> body.getText().startsWith("lost"));
            bob.close();
        }
    }

    private static Store open(Path file) {
        return SqliteStorage.open(SqliteOptions.at(file), InstantSource.system(), () -> "restore", fault -> {});
    }

    private Person person(LocalNode node, String user) {
        return Person.connect(transport, node.page(), user, node.token(user, user), Encoding.PROTO);
    }

    private static void say(Person from, String talk, String word, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(from.blocking().sendText(talk, word + i)).isInstanceOf(SendResult.Stored.class);
        }
    }
}
