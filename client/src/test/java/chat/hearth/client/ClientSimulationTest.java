package chat.hearth.client;

import static chat.hearth.client.SimulatedClient.TALK;
import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.fake.FakeLoop;
import chat.hearth.client.fake.TinyChat;
import chat.hearth.client.request.OutboxBounds;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.sync.SyncBounds;
import chat.hearth.client.wire.Tap;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientSimulationTest {
    /// Loses what the test wants lost.
    private static final class Sieve implements Tap {
        int dropAcks;
        int dropEvents;

        @Override
        public boolean inbound(ServerFrame frame) {
            if (dropAcks > 0 && frame.hasReply() && frame.getReply().hasSent()) {
                dropAcks--;
                return false;
            }
            if (dropEvents > 0 && frame.hasEvent()) {
                dropEvents--;
                return false;
            }
            return true;
        }
    }

    private final Sieve sieve = new Sieve();

    private SimulatedClient sieved(String user) {
        return new SimulatedClient(user, new FakeLoop(), new TinyChat(), options -> options.tappedBy(sieve));
    }

    @Test
    void whatWasThereBeforeTheFirstStartIsHistoryAndWhatComesAfterIsTold() {
        var alice = new SimulatedClient("alice");
        alice.chat.post(TALK, "bob", "old");
        alice.connected();
        alice.chat.post(TALK, "bob", "fresh");
        alice.settle();
        assertThat(alice.told.texts()).containsExactly("fresh");
        assertThat(alice.client.window(TALK).join())
                .extracting(row -> row.getBody().getText())
                .containsExactly("fresh");
    }

    @Test
    void aMessageThatArrivesWhileTheListIsReadIsTold() {
        var alice = new SimulatedClient("alice");
        alice.chat.post(TALK, "bob", "old");
        var _ = alice.client.connect();
        while (alice.chat.hellos.isEmpty()) {
            alice.loop.execute(() -> {});
            alice.loop.run();
        }
        alice.chat.post(TALK, "bob", "racing");
        alice.settle();
        assertThat(alice.told.texts()).doesNotContain("old").contains("racing");
    }

    @Test
    void aFirstMessageOfANewConversationIsTold() {
        var alice = new SimulatedClient("alice").connected();
        alice.chat.post("d:alice:carol", "carol", "hello");
        alice.settle();
        assertThat(alice.told.texts()).containsExactly("hello");
    }

    @Test
    void ownAcksStandForTheirEvents() {
        var alice = new SimulatedClient("alice").connected();
        var sent = alice.client.sendText(TALK, "mine");
        alice.loop.run();
        alice.chat.post(TALK, "bob", "yours");
        alice.settle();
        assertThat(sent.join()).isInstanceOf(SendResult.Stored.class);
        assertThat(alice.told.texts()).containsExactly("mine", "yours");
        assertThat(alice.chat.requests).noneMatch(Request::hasFetchDiff);
    }

    @Test
    void anEventThatIsMissingIsFetchedAndOrderIsKept() {
        var alice = sieved("alice").connected();
        alice.chat.post(TALK, "bob", "one");
        alice.loop.run();
        sieve.dropEvents = 1;
        alice.chat.post(TALK, "bob", "two");
        alice.loop.run();
        alice.chat.post(TALK, "bob", "three");
        alice.settle();
        assertThat(alice.told.texts()).containsExactly("one", "two", "three");
    }

    @Test
    void aPositionIsFetched() {
        var alice = new SimulatedClient("alice").connected();
        alice.chat.isLagging = true;
        alice.chat.post(TALK, "bob", "one");
        alice.chat.post(TALK, "bob", "two");
        alice.settle();
        assertThat(alice.told.texts()).containsExactly("one", "two");
    }

    @Test
    void aLostAckIsAskedForAgainWithTheSameCidAndStoresNothingTwice() {
        var alice = sieved("alice").connected();
        sieve.dropAcks = 1;
        var sent = alice.client.sendText(TALK, "once");
        alice.settle();
        assertThat(sent.join())
                .isInstanceOfSatisfying(
                        SendResult.Stored.class,
                        stored -> assertThat(stored.sent().getDuplicate()).isTrue());
        assertThat(alice.chat.room(TALK).texts()).containsExactly("once");
        assertThat(alice.told.texts()).containsExactly("once");
        assertThat(alice.chat.requests.stream()
                        .filter(Request::hasSend)
                        .map(each -> each.getSend().getCid())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void everythingUnacknowledgedGoesOutAgainAfterACut() {
        var alice = new SimulatedClient("alice").connected();
        var sends = IntStream.range(0, 20)
                .mapToObj(i -> alice.client.sendText(TALK, "m" + i))
                .toList();
        alice.dialer.cut();
        alice.settle();
        assertThat(sends).allMatch(each -> each.join() instanceof SendResult.Stored);
        assertThat(alice.chat.room(TALK).texts())
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void sendsMadeOfflineLeaveWhenThereIsAConnection() {
        var alice = new SimulatedClient("alice");
        var sent = alice.client.sendText(TALK, "early");
        alice.settle();
        assertThat(sent).isNotDone();
        alice.connected();
        assertThat(sent.join()).isInstanceOf(SendResult.Stored.class);
    }

    @Test
    void aMissedBurstThatIsTooLongForADifferenceIsToldFromHistoryInOrder() {
        var alice = new SimulatedClient("alice").connected();
        alice.chat.post(TALK, "bob", "before");
        alice.loop.run();
        alice.dialer.cut();
        var texts = new ArrayList<>(List.of("before"));
        for (int i = 0; i < 700; i++) {
            alice.chat.post(TALK, "bob", "m" + i);
            texts.add("m" + i);
        }
        alice.settle();
        assertThat(alice.told.texts()).isEqualTo(texts);
        assertThat(alice.told.resets).isEmpty();
    }

    @Test
    void aGapBeyondTheBoundResetsTheConversation() {
        UnaryOperator<ClientOptions> narrow = options ->
                options.with(new ClientOptions.Bounds(OutboxBounds.USUAL, new SyncBounds(100, 50, 10, 100, 2), 100));
        var alice = new SimulatedClient("alice", new FakeLoop(), new TinyChat(), narrow).connected();
        alice.chat.post(TALK, "bob", "before");
        alice.loop.run();
        alice.dialer.cut();
        IntStream.range(0, 700).forEach(i -> alice.chat.post(TALK, "bob", "m" + i));
        alice.settle();
        alice.chat.post(TALK, "bob", "after");
        alice.settle();
        assertThat(alice.told.resets).containsExactly(TALK);
        assertThat(alice.told.texts()).containsExactly("before", "after");
        assertThat(alice.client.window(TALK).join()).hasSize(50);
    }

    @Test
    void aServerThatLostItsTailMakesTheClientStartOver() {
        var alice = new SimulatedClient("alice").connected();
        IntStream.range(0, 5).forEach(i -> alice.chat.post(TALK, "bob", "m" + i));
        alice.settle();
        var restored = new TinyChat();
        restored.epoch = 2;
        restored.post(TALK, "bob", "m0");
        var again = new SimulatedClient(
                        "alice",
                        alice.loop,
                        restored,
                        options -> options.resuming(alice.client.resumePoint().join()))
                .connected();
        again.settle();
        restored.post(TALK, "bob", "new");
        again.settle();
        assertThat(again.told.resets).containsExactly(TALK);
        assertThat(again.told.texts()).containsExactly("new");
    }

    @Test
    void anotherHistoryOfTheSameLengthReplacesWhatWasHeld() {
        var alice = new SimulatedClient("alice").connected();
        IntStream.range(0, 5).forEach(i -> alice.chat.post(TALK, "bob", "lost" + i));
        alice.chat.peers("alice").forEach(alice.chat::checkpoint);
        alice.settle();
        var point = alice.client.resumePoint().join();
        var other = new TinyChat();
        other.epoch = 2;
        IntStream.range(0, 6).forEach(i -> other.post(TALK, "bob", "kept" + i));
        var again = new SimulatedClient("alice", alice.loop, other, options -> options.resuming(point)).connected();
        again.settle();
        assertThat(again.client.window(TALK).join()).isEqualTo(other.room(TALK).rows());
        assertThat(again.told.texts()).containsExactly("kept5");
    }

    @Test
    void anotherProcessGoesOnFromTheResumePoint() {
        var alice = new SimulatedClient("alice").connected();
        alice.chat.post(TALK, "bob", "one");
        alice.settle();
        var point = alice.client.resumePoint().join();
        alice.client.close();
        alice.loop.run();
        alice.chat.post(TALK, "bob", "two");
        var again = new SimulatedClient("alice", alice.loop, alice.chat, options -> options.resuming(point));
        again.connected().settle();
        assertThat(again.told.texts()).containsExactly("two");
    }

    @Test
    void refusalsForGoodAreValues() {
        var alice = new SimulatedClient("alice").connected();
        alice.chat.sendRefusals.add(ErrorCode.NOT_A_MEMBER);
        var sent = alice.client.sendText(TALK, "no");
        alice.settle();
        assertThat(sent.join())
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.NOT_A_MEMBER));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /// G2, G3, G4, G5, G15 over random histories, losses and cut points: all clients end with the same order,
    /// each message is told once, nothing is stored twice, every sender's order stands.
    @ParameterizedTest
    @MethodSource("seeds")
    void allClientsConvergeWhateverIsLost(long seed) {
        var random = new SplittableRandom(seed);
        var chat = new TinyChat();
        var loop = new FakeLoop();
        var alice = new SimulatedClient("alice", loop, chat, options -> options.tappedBy(sieve)).connected();
        var bob = new SimulatedClient("bob", loop, chat, UnaryOperator.identity()).connected();
        var sends = new ArrayList<CompletableFuture<SendResult>>();
        for (int step = 0; step < 120; step++) {
            step(random, alice, bob, sends);
        }
        sieve.dropEvents = 0;
        sieve.dropAcks = 0;
        chat.isLagging = false;
        alice.settle();
        // A last event shows a gap that nothing else would: this server does not repeat what a test made vanish.
        chat.post(TALK, "bob", "end");
        alice.settle();

        assertThat(sends).allMatch(each -> each.join() instanceof SendResult.Stored);
        var seqs = alice.told.messages.stream().map(Message::getSeq).toList();
        assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize((int)
                chat.room(TALK).seq());
        assertThat(alice.told.messages)
                .extracting(Message::getSeq)
                .isEqualTo(bob.told.messages.stream().map(Message::getSeq).toList());
        assertThat(alice.client.window(TALK).join()).isEqualTo(chat.room(TALK).rows());
        assertThat(bob.client.window(TALK).join()).isEqualTo(chat.room(TALK).rows());
        for (var sender : List.of("alice-", "bob-")) {
            var mine = chat.room(TALK).rows().stream()
                    .map(row -> row.getBody().getText())
                    .filter(text -> text.startsWith(sender))
                    .map(text ->
                            Integer.parseInt(text.substring(sender.length()).replace("!", "")))
                    .toList();
            assertThat(mine).isSorted().doesNotHaveDuplicates();
        }
        assertThat(alice.client.conversations().join().getFirst().getSeqHead())
                .isEqualTo(chat.room(TALK).seq());
    }

    private void step(
            SplittableRandom random,
            SimulatedClient alice,
            SimulatedClient bob,
            List<CompletableFuture<SendResult>> sends) {
        var chat = alice.chat;
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> sends.add(alice.client.sendText(TALK, "alice-" + sends.size()));
            case 3, 4, 5 -> sends.add(bob.client.sendText(TALK, "bob-" + sends.size()));
            case 6 -> (random.nextBoolean() ? alice : bob).dialer.cut();
            case 7 -> sieve.dropAcks = random.nextInt(3);
            case 8 -> sieve.dropEvents = random.nextInt(3);
            case 9 -> {
                if (chat.room(TALK).seq() > 0) {
                    long seq = 1 + random.nextLong(chat.room(TALK).seq());
                    var text =
                            chat.room(TALK).rows().get((int) seq - 1).getBody().getText();
                    chat.edit(TALK, seq, text + "!");
                }
            }
            case 10 ->
                chat.sendRefusals.add(List.of(ErrorCode.OVERLOADED, ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE)
                        .get(random.nextInt(3)));
            default -> {
                chat.isLagging = random.nextInt(4) == 0;
                chat.peers("alice").forEach(chat::checkpoint);
            }
        }
        if (random.nextBoolean()) {
            alice.loop.advance(random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(50));
        }
    }
}
