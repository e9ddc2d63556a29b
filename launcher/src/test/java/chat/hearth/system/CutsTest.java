package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Tap;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Request;
import chat.hearth.storage.memory.MemoryStorage;
import chat.hearth.system.Scissors.Way;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// G2 and G5: a dialogue is cut at every single frame, in both directions and both encodings. Wherever the cut
/// falls, the client ends with what the server has: each message stored once, told once, in order.
@Tag("suite")
@Tag("cuts")
class CutsTest {
    private static final int AT_ONCE = 12;

    private final LocalNode node =
            LocalNode.start(LocalNode.Setup.over(MemoryStorage.open("cuts", InstantSource.system())));
    private final Transport transport =
            Transport.start(2, Thread.ofPlatform().daemon().factory());

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void clientStateIsServerStateWhereverADialogueIsCut(Encoding encoding) throws Exception {
        try (node;
                transport) {
            var uncut = Scissors.counting();
            new Dialogue(encoding, "uncut", uncut).run();
            var dialogues = new ArrayList<Dialogue>();
            for (var way : Way.values()) {
                for (int frame = 0; frame < uncut.count(way); frame++) {
                    dialogues.add(new Dialogue(encoding, way + "-" + frame, new Scissors(way, frame)));
                }
            }
            assertThat(dialogues).hasSizeGreaterThan(30);
            runAll(dialogues);
            long cut = dialogues.stream().filter(each -> each.scissors.hasCut()).count();
            // A frame that was there in the uncut run may be missing in another, where two came as one.
            assertThat(cut).isGreaterThan(dialogues.size() * 9L / 10);
        }
    }

    private static void runAll(List<Dialogue> dialogues) throws Exception {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = dialogues.stream()
                    .map(each -> threads.submit(() -> {
                        places.acquire();
                        try {
                            each.run();
                        } finally {
                            places.release();
                        }
                        return each;
                    }))
                    .toList();
            for (var run : runs) {
                run.get(2, TimeUnit.MINUTES);
            }
        }
    }

    /// Ann's client is cut; Bob's is not.
    private final class Dialogue {
        private final Encoding encoding;
        private final String name;
        private final Scissors scissors;

        Dialogue(Encoding encoding, String name, Scissors scissors) {
            this.encoding = encoding;
            this.name = name;
            this.scissors = scissors;
        }

        void run() throws Exception {
            var told = new Collector();
            try (var bob = person("bob", Tap.OPEN, new Collector());
                    var ann = person("ann", scissors, told)) {
                scissors.hold(ann.client());
                node.user(id("carol"));
                ann.blocking().connect();
                bob.blocking().connect();
                var talk = ann.blocking().openDirect(bob.userId()).getConversation();
                speak(ann, bob, talk);
                var group = ann.createGroup("Group", List.of(bob));
                stored(List.of(bob.client().sendText(group, "b3")));
                ann.blocking()
                        .request(Request.newBuilder()
                                .setAddMembers(AddMembers.newBuilder()
                                        .setConversation(group)
                                        .addUserIds(id("carol"))));
                stored(List.of(ann.client().sendText(group, "a4"), bob.client().sendText(group, "b4")));
                check(ann, told, talk, List.of("a1", "a2", "a3", "b1", "b2"));
                check(ann, told, group, List.of("a4", "b3", "b4"));
                checkStates(ann);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("cut " + name + " in " + encoding + ": " + e.getMessage(), e);
            }
        }

        private void speak(Person ann, Person bob, String talk) throws Exception {
            var mine = List.of(
                    ann.client().sendText(talk, "a1"),
                    ann.client().sendText(talk, "a2"),
                    ann.client().sendText(talk, "a3"));
            stored(List.of(bob.client().sendText(talk, "b1"), bob.client().sendText(talk, "b2")));
            stored(mine);
            ann.told().awaitUpTo(talk, 5);
            ann.blocking().markRead(talk, 5);
        }

        private String id(String who) {
            return who + "-" + encoding + "-" + name;
        }

        private Person person(String who, Tap tap, Collector told) {
            var options = ClientOptions.of(node.page(), node.token(id(who), "phone"))
                    .in(encoding)
                    .tappedBy(tap);
            return new Person(id(who), new HearthClient(transport, options, told), told);
        }

        private void stored(List<CompletableFuture<SendResult>> sends) throws Exception {
            for (var send : sends) {
                assertThat(send.get(1, TimeUnit.MINUTES)).isInstanceOf(SendResult.Stored.class);
            }
        }

        private void check(Person ann, Collector told, String conversation, List<String> texts) throws Exception {
            var truth = ann.history(conversation);
            var heard = told.awaitUpTo(conversation, truth.getLast().getSeq());
            assertThat(truth).extracting(Message::getSeq).isEqualTo(numbers(truth.size()));
            assertThat(truth)
                    .extracting(row -> row.getBody().getText())
                    .containsExactlyInAnyOrderElementsOf(texts)
                    .filteredOn(text -> text.startsWith("a"))
                    .isSorted();
            assertThat(heard).isEqualTo(truth);
            assertThat(told.repetitions()).isZero();
        }

        private List<Long> numbers(int upTo) {
            return LongStream.rangeClosed(1, upTo).boxed().toList();
        }

        /// A device that starts afresh is shown by the server what the one that was cut has put together.
        private void checkStates(Person ann) {
            var caller = node.caller(ann.userId());
            Await.until(
                    () -> "equal states:" + States.difference(States.of(ann), States.of(node, caller)),
                    () -> States.of(ann).equals(States.of(node, caller)));
        }
    }
}
