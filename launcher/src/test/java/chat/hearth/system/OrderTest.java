package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.request.OutboxBounds;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.sync.SyncBounds;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.storage.memory.MemoryStorage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// G3 and G15: everybody sees one order, and in it each sender's own.
@Tag("suite")
@Tag("order")
class OrderTest {
    private static final int PATIENCE_S = 60;
    private static final int SENDS = 100;

    private final long seed = Long.getLong("hearth.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final LocalNode node =
            LocalNode.start(LocalNode.Setup.over(MemoryStorage.open("order", InstantSource.system())));
    private final Transport transport =
            Transport.start(2, Thread.ofPlatform().daemon().factory());

    @AfterEach
    void stop() {
        node.close();
        transport.close();
    }

    @Test
    void aHundredPipelinedSendsStayInTheirSendersOrderThroughCutsAndRetries() throws Exception {
        var people = IntStream.range(0, 3)
                .mapToObj(i -> person("sender" + i, "phone", i == 1 ? Encoding.JSON : Encoding.PROTO))
                .toList();
        var readers = List.of(person("sender0", "laptop", Encoding.JSON), person("reader", "phone", Encoding.PROTO));
        var members = new ArrayList<>(people.subList(1, 3));
        members.add(readers.getLast());
        var group = people.getFirst().createGroup("order", members);
        var sends = new ArrayList<CompletableFuture<SendResult>>();
        for (int i = 0; i < SENDS; i++) {
            for (var person : people) {
                sends.add(person.client().sendText(group, person.userId() + " " + i));
            }
            if (random.nextInt(8) == 0) {
                cutWhenSomethingIsAcknowledged(people.get(random.nextInt(people.size())), sends.getLast());
            }
        }
        for (var send : sends) {
            assertThat(send.get(PATIENCE_S, TimeUnit.SECONDS))
                    .as("seed %d", seed)
                    .isInstanceOf(SendResult.Stored.class);
        }
        var everybody = new ArrayList<>(people);
        everybody.addAll(readers);
        checkOneOrder(group, everybody);
        for (var person : people) {
            assertThat(textsOf(person, people.getFirst().history(group)))
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.range(0, SENDS)
                            .mapToObj(i -> person.userId() + " " + i)
                            .toList());
        }
        everybody.forEach(Person::close);
    }

    private static void cutWhenSomethingIsAcknowledged(Person person, CompletableFuture<SendResult> send) {
        var _ = send.thenRun(person.client()::cut);
        person.client().cut();
    }

    private static List<String> textsOf(Person person, List<Message> history) {
        return history.stream()
                .filter(row -> row.getSender().equals(person.userId()))
                .map(row -> row.getBody().getText())
                .toList();
    }

    /// What each device was told live, and what each page of any size says, forward and back, is one order.
    private void checkOneOrder(String group, List<Person> everybody) throws Exception {
        var truth = everybody.getFirst().history(group);
        assertThat(truth).as("seed %d", seed).hasSize(3 * SENDS);
        for (var person : everybody) {
            assertThat(person.told().awaitUpTo(group, truth.getLast().getSeq()))
                    .as("told to %s, seed %d", person.userId(), seed)
                    .isEqualTo(truth);
            assertThat(person.told().repetitions()).isZero();
            for (int limit : List.of(1 + random.nextInt(7), 50, 200)) {
                assertThat(pages(person, group, limit, true)).isEqualTo(truth);
                assertThat(pages(person, group, limit, false)).isEqualTo(truth);
            }
        }
    }

    private static List<Message> pages(Person person, String group, int limit, boolean isOldestFirst) throws Exception {
        var all = new ArrayList<Message>();
        boolean isMore = true;
        while (isMore) {
            var request = FetchHistory.newBuilder()
                    .setConversation(group)
                    .setLimit(limit)
                    .setOldestFirst(isOldestFirst);
            if (!all.isEmpty() && isOldestFirst) {
                request.setFromSeq(all.getLast().getSeq() + 1);
            } else if (!all.isEmpty()) {
                request.setToSeq(all.getFirst().getSeq() - 1);
            }
            var page = person.client().history(request.build()).get(PATIENCE_S, TimeUnit.SECONDS);
            all.addAll(isOldestFirst ? all.size() : 0, page.getMessagesList());
            isMore = page.getMore();
        }
        return all;
    }

    private Person person(String user, String device, Encoding encoding) {
        return Person.connect(transport, node.page(), user, node.token(user, device), encoding);
    }

    @Test
    void aSendWhosePredecessorIsMissingWaitsForItsRetry() throws Exception {
        node.user("bob");
        try (var ann = RawPeer.connect(
                transport, node.page(), node.token("ann", "phone"), Encoding.PROTO, Hello.newBuilder())) {
            var talk = ann.ask(Request.newBuilder()
                            .setOpenDirect(OpenDirect.newBuilder().setUserId("bob")))
                    .getConversation()
                    .getConversation();
            var one = send(talk, "one", "");
            var two = send(talk, "two", one.getCid());
            var three = send(talk, "three", two.getCid());
            for (var early : List.of(two, three)) {
                assertThat(ann.ask(Request.newBuilder().setSend(early))
                                .getError()
                                .getCode())
                        .isEqualTo(ErrorCode.PREDECESSOR_MISSING);
            }
            var replies = List.of(one, two, three).stream()
                    .map(send -> ann.submit(Request.newBuilder().setSend(send)))
                    .toList();
            for (int i = 0; i < replies.size(); i++) {
                assertThat(replies.get(i)
                                .get(PATIENCE_S, TimeUnit.SECONDS)
                                .getSent()
                                .getSeq())
                        .isEqualTo(i + 1L);
            }
        }
    }

    /// The link loses the first of a chain and its successors arrive: the client puts the order right by itself.
    @Test
    void aClientWhoseFirstSendIsLostKeepsTheOrder() throws Exception {
        node.user("bob");
        var lossy = new LostSends(1);
        var told = new Collector();
        var options = ClientOptions.of(node.page(), node.token("ann", "phone"))
                .tappedBy(lossy)
                .with(new ClientOptions.Bounds(new OutboxBounds(100, 10, 200), SyncBounds.USUAL, 100));
        try (var ann = new Person("ann", new HearthClient(transport, options, told), told)) {
            ann.blocking().connect();
            var talk = ann.blocking().openDirect("bob").getConversation();
            var sends = IntStream.range(0, 5)
                    .mapToObj(i -> ann.client().sendText(talk, "m" + i))
                    .toList();
            for (var send : sends) {
                assertThat(send.get(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(SendResult.Stored.class);
            }
            assertThat(lossy.refusals()).contains(ErrorCode.PREDECESSOR_MISSING);
            assertThat(ann.history(talk))
                    .extracting(row -> row.getBody().getText())
                    .containsExactly("m0", "m1", "m2", "m3", "m4");
        }
    }

    private Send send(String talk, String text, String after) {
        return Send.newBuilder()
                .setConversation(talk)
                .setCid(Cid.of(System.currentTimeMillis(), random.nextLong(), random.nextLong())
                        .toString())
                .setAfterCid(after)
                .setBody(Body.newBuilder().setKind(1).setText(text))
                .build();
    }
}
