package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// G2: whoever repeats a send, wherever and as often as they like, finds it stored once and gets the same answer.
@Tag("suite")
@Tag("cuts")
class RetryStormTest {
    private static final int SENDS = 300;
    private static final int PATIENCE_S = 60;

    private final long seed = Long.getLong("hearth.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Transport transport =
            Transport.start(2, Thread.ofPlatform().daemon().factory());
    private final List<RawPeer> peers = new ArrayList<>();
    private LocalNode node;
    private String talk;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        var store = SqliteStorage.open(
                SqliteOptions.at(folder.resolve("im.db")), InstantSource.system(), () -> "storm", fault -> {});
        node = LocalNode.start(LocalNode.Setup.over(store));
        node.user("bob");
        for (var device : List.of("phone", "laptop", "tablet")) {
            var encoding = device.equals("laptop") ? Encoding.JSON : Encoding.PROTO;
            peers.add(RawPeer.connect(transport, node.page(), node.token("ann", device), encoding, Hello.newBuilder()));
        }
        var opened = peers.getFirst()
                .ask(Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));
        talk = opened.getConversation().getConversation();
    }

    @AfterEach
    void stop() {
        peers.forEach(RawPeer::close);
        node.close();
        transport.close();
    }

    @Test
    void eachSendOfAStormIsStoredOnceWithOneAnswer() throws Exception {
        var sends = IntStream.range(0, SENDS).mapToObj(i -> send("text " + i)).toList();
        var answers = new HashMap<String, List<CompletableFuture<Reply>>>();
        for (var send : sends) {
            int times = 1 + random.nextInt(5);
            for (int i = 0; i < times; i++) {
                var peer = peers.get(random.nextInt(peers.size()));
                answers.computeIfAbsent(send.getCid(), _ -> new ArrayList<>())
                        .add(peer.submit(Request.newBuilder().setSend(send)));
                throttle(answers);
            }
        }
        var ackByCid = new HashMap<String, Sent>();
        for (var send : sends) {
            var heard = heard(answers.getOrDefault(send.getCid(), List.of()));
            // Who heard nothing asks until something is heard.
            var last = peers.get(random.nextInt(peers.size()))
                    .ask(Request.newBuilder().setSend(send))
                    .getSent();
            assertThat(last.getDuplicate()).as("seed %d", seed).isTrue();
            assertThat(heard)
                    .as("seed %d", seed)
                    .allSatisfy(ack -> assertThat(same(ack)).isEqualTo(same(last)));
            assertThat(heard.stream().filter(ack -> !ack.getDuplicate()).count())
                    .as("firsts, seed %d", seed)
                    .isLessThanOrEqualTo(1);
            ackByCid.put(send.getCid(), last);
        }
        checkHistory(sends, ackByCid);
    }

    /// Never more than a connection may have unanswered.
    private void throttle(Map<String, List<CompletableFuture<Reply>>> answers) throws Exception {
        var open = answers.values().stream()
                .flatMap(List::stream)
                .filter(reply -> !reply.isDone())
                .toList();
        if (open.size() > 40) {
            open.getFirst().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    /// Three of ten acks get lost on the way.
    private List<Sent> heard(List<CompletableFuture<Reply>> replies) throws Exception {
        var heard = new ArrayList<Sent>();
        for (var reply : replies) {
            var answer = reply.get(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(answer.hasSent()).as("%s, seed %d", answer, seed).isTrue();
            if (random.nextInt(10) >= 3) {
                heard.add(answer.getSent());
            }
        }
        return heard;
    }

    private void checkHistory(List<Send> sends, Map<String, Sent> ackByCid) {
        var rows = new HashMap<Long, Message>();
        for (long from = 1; from <= SENDS; from += 100) {
            var page = FetchHistory.newBuilder()
                    .setConversation(talk)
                    .setFromSeq(from)
                    .setToSeq(from + 99);
            LocalNode.done(node.core
                            .histories()
                            .fetch(node.caller("ann"), page.setLimit(200).build()))
                    .getMessagesList()
                    .forEach(row -> rows.put(row.getSeq(), row));
        }
        assertThat(rows).as("seed %d", seed).hasSize(SENDS);
        for (var send : sends) {
            var ack = ackByCid.getOrDefault(send.getCid(), Sent.getDefaultInstance());
            var row = rows.getOrDefault(ack.getSeq(), Message.getDefaultInstance());
            assertThat(row.getMessageId()).isEqualTo(ack.getMessageId());
            assertThat(row.getBody()).isEqualTo(send.getBody());
        }
    }

    @Test
    void otherContentUnderAUsedCidIsAConflictInEitherEncoding() throws Exception {
        var first = send("one");
        var stored = peers.getFirst().ask(Request.newBuilder().setSend(first)).getSent();
        for (var peer : peers) {
            var other = first.toBuilder().setBody(text("two")).build();
            assertThat(peer.ask(Request.newBuilder().setSend(other)).getError().getCode())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(same(peer.ask(Request.newBuilder().setSend(first)).getSent()))
                    .isEqualTo(same(stored));
        }
    }

    @Test
    void equalCidsInOneBatchAreOneMessage() throws Exception {
        var send = send("once");
        var replies = IntStream.range(0, 30)
                .mapToObj(i -> peers.get(i % 3).submit(Request.newBuilder().setSend(send)))
                .toList();
        var acks = new ArrayList<Sent>();
        for (var reply : replies) {
            acks.add(reply.get(PATIENCE_S, TimeUnit.SECONDS).getSent());
        }
        assertThat(acks).extracting(RetryStormTest::same).containsOnly(same(acks.getFirst()));
        assertThat(acks).filteredOn(ack -> !ack.getDuplicate()).hasSize(1);
    }

    @Test
    void aCidOutsideTheWindowIsRefusedWithTheServersTime() throws Exception {
        long now = System.currentTimeMillis();
        for (var distance : List.of(Duration.ofDays(-9), Duration.ofDays(2))) {
            var cid = Cid.of(now + distance.toMillis(), 1, 2).toString();
            var send = send("late").toBuilder().setCid(cid);
            var error = peers.getFirst().ask(Request.newBuilder().setSend(send)).getError();
            assertThat(error.getCode()).isEqualTo(ErrorCode.CID_OUT_OF_WINDOW);
            assertThat(error.getServerTimeMs()).isGreaterThanOrEqualTo(now);
        }
    }

    private Send send(String text) {
        return Send.newBuilder()
                .setConversation(talk)
                .setCid(Cid.of(System.currentTimeMillis(), random.nextLong(), random.nextLong())
                        .toString())
                .setBody(text(text))
                .build();
    }

    private static Body text(String text) {
        return Body.newBuilder().setKind(1).setText(text).build();
    }

    private static Sent same(Sent ack) {
        return ack.toBuilder().clearDuplicate().build();
    }
}
