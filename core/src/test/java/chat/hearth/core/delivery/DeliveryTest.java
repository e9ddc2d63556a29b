package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Member;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import chat.hearth.protocol.v1.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final Delivery delivery = new Delivery();

    /// A live session of a user, following conversation 7.
    private record Online(Subscriber subscriber, FakeOutbox outbox) {}

    @Test
    void sendsAMessageToEveryOtherSessionAndNotToItsOrigin() {
        var origin = online(1);
        var ownTablet = online(1);
        var other = online(2);

        delivery.released(5, appended(7, 3, origin.subscriber));

        assertThat(origin.outbox.frames()).isEmpty();
        assertThat(ownTablet.outbox.events()).hasSize(1);
        var change = other.outbox.events().getFirst().getConversation();
        assertThat(change.getConversation()).isEqualTo("g:c7");
        assertThat(change.getChange()).isEqualTo(3);
        assertThat(change.getMessage().getBody()).isEqualTo(Rows.text("message 3"));
        assertThat(change.getMessage().getSender()).isEqualTo("u1");
        assertThat(change.getMessage().getMessageId()).isEqualTo(1003);
    }

    @Test
    void givesTheSameFrameToEverySession() {
        var sessions = IntStream.range(0, 50).mapToObj(i -> online(2)).toList();

        delivery.released(5, appended(7, 3, null));
        delivery.released(
                6, new Change.MembersChanged(Rows.conversation(7, 4), Rows.userId(1), List.of(Rows.member(7, 9))));

        var first = sessions.getFirst().outbox.taken();
        assertThat(first).hasSize(2);
        var members = first.get(1).frame().getEvent().getConversation().getMembers();
        assertThat(members.getMembersList()).extracting(Member::getUserId).containsExactly("u9");
        assertThat(members.getBy()).isEqualTo("u1");
        assertThat(sessions).allSatisfy(each -> {
            assertThat(each.outbox.taken().get(0)).isSameAs(first.get(0));
            assertThat(each.outbox.taken().get(1)).isSameAs(first.get(1));
        });
    }

    @Test
    void sendsNothingToSessionsThatDoNotFollowTheConversation() {
        var stranger = online(3);

        delivery.released(5, appended(8, 3, null));

        assertThat(stranger.outbox.frames()).isEmpty();
    }

    @Test
    void letsANewcomerFollowFromTheEntryOn() {
        var newcomer = online(3);
        var row = Rows.conversation(8, 3);

        delivery.released(5, new Change.MembersChanged(row, Rows.userId(1), List.of(Rows.member(8, 3))));
        delivery.released(5, new Change.InboxChanged(3, Rows.entry(8, 3, 1, null)));
        delivery.released(6, appended(8, 4, null));

        var events = newcomer.outbox.events();
        assertThat(events).hasSize(2);
        assertThat(events.get(0).getPersonal().getConversation().getConversation())
                .isEqualTo("g:c8");
        assertThat(events.get(1).getConversation().getChange()).isEqualTo(4);
    }

    @Test
    void sendsNothingAfterItsRemovalToAUserWhoWasRemoved() {
        var removed = online(3);
        var other = online(2);
        var gone = Rows.member(7, 3, false, 4);

        delivery.released(5, new Change.MembersChanged(Rows.conversation(7, 4), Rows.userId(1), List.of(gone)));
        delivery.released(6, appended(7, 5, null));
        var left = new InboxEntry(Rows.conversation(7, 5), gone, 0, 0, 1, null, 0);
        delivery.released(7, new Change.InboxChanged(3, left));
        delivery.released(8, appended(7, 6, null));
        delivery.signal(7, signal(), other.subscriber);

        assertThat(removed.outbox.events()).hasSize(2);
        assertThat(removed.outbox.events().get(0).getConversation().getChange()).isEqualTo(4);
        assertThat(removed.outbox
                        .events()
                        .get(1)
                        .getPersonal()
                        .getConversation()
                        .getPresent())
                .isFalse();
        assertThat(removed.outbox.kinds()).doesNotContain(FrameCase.SIGNAL);
        assertThat(other.outbox.events()).hasSize(3);
    }

    @Test
    void tellsTheOthersHowFarSomebodyReadAndTheReaderTheOwnPosition() {
        var reader = online(1);
        var other = online(2);

        delivery.released(5, read(Rows.group(7), ReceiptLimits.TOLD));

        var own = reader.outbox.events().getFirst().getPersonal();
        assertThat(own.getPts()).isEqualTo(30);
        assertThat(own.getRead().getReadSeq()).isEqualTo(3);
        assertThat(own.getRead().getReadCounted()).isEqualTo(2);
        assertThat(reader.outbox.frames()).hasSize(1);
        var receipt = other.outbox.frames().getFirst().getSignal().getReceipt();
        assertThat(receipt.getUserId()).isEqualTo("u1");
        assertThat(receipt.getReadUpToSeq()).isEqualTo(3);
        assertThat(receipt.getDeliveredUpToSeq()).isEqualTo(3);
    }

    @Test
    void tellsTheOthersAloneHowFarADeviceReceived() {
        var reader = online(1);
        var other = online(2);
        for (var id : List.of(Rows.group(7), ConversationId.direct(Rows.userId(1), Rows.userId(2), 0))) {
            delivery.released(5, delivered(id, ReceiptLimits.TOLD));
        }
        delivery.released(5, delivered(Rows.group(7), ReceiptLimits.TOLD + 1));

        assertThat(reader.outbox.frames()).isEmpty();
        assertThat(other.outbox.frames()).hasSize(2).allSatisfy(frame -> {
            var receipt = frame.getSignal().getReceipt();
            assertThat(receipt.getUserId()).isEqualTo("u1");
            assertThat(receipt.getReadUpToSeq()).isEqualTo(2);
            assertThat(receipt.getDeliveredUpToSeq()).isEqualTo(3);
        });
    }

    private static Change.DeliveredMoved delivered(ConversationId id, int members) {
        return new Change.DeliveredMoved(
                Rows.conversation(7, id, 3, 1, members),
                Rows.userId(1),
                new ReadPosition(1, 7, 2, 2, 30, false, 3, true));
    }

    @Test
    void tellsNobodyWhoReadInALargerGroup() {
        var reader = online(1);
        var other = online(2);

        delivery.released(5, read(Rows.group(7), ReceiptLimits.TOLD + 1));

        assertThat(reader.outbox.events()).hasSize(1);
        assertThat(other.outbox.frames()).isEmpty();
    }

    @Test
    void tellsTheCounterpartOfADirectConversation() {
        var other = online(2);

        delivery.released(5, read(new ConversationId("d:u1:u2"), 2));

        assertThat(other.outbox.kinds()).containsExactly(FrameCase.SIGNAL);
    }

    @Test
    void sendsASignalToAllButTheSessionItCameFrom() {
        var from = online(1);
        var tablet = online(1);
        var other = online(2);
        var signal = signal();

        delivery.signal(7, signal, from.subscriber);

        assertThat(from.outbox.frames()).isEmpty();
        assertThat(tablet.outbox.taken()).containsExactly(signal);
        assertThat(other.outbox.taken()).containsExactly(signal);
    }

    @Test
    void forgetsASessionThatLeft() {
        var gone = online(1);
        delivery.leave(gone.subscriber);

        delivery.released(5, appended(7, 3, null));
        delivery.released(6, new Change.InboxChanged(1, Rows.entry(7, 1, 1, null)));

        assertThat(gone.outbox.frames()).isEmpty();
    }

    @Test
    void keepsOneSlowSessionFromSlowingTheOthers() {
        var slow = new FakeOutbox(1);
        enter(2, slow);
        var fast = online(3);

        for (int number = 1; number <= 100; number++) {
            delivery.released(number, appended(7, number, null));
        }

        assertThat(slow.frames()).hasSize(1);
        assertThat(fast.outbox.frames()).hasSize(100);
    }

    @Test
    void keepsAnEntryAndAReadPositionOfOneConversationApart() {
        var outbox = new FakeOutbox(1);
        enter(1, outbox);
        delivery.released(4, appended(7, 3, null));
        delivery.released(5, new Change.InboxChanged(1, Rows.entry(7, 1, 29, null)));
        delivery.released(6, read(Rows.group(7), 2));

        outbox.drain();
        outbox.drain();
        outbox.drain();

        assertThat(outbox.events())
                .extracting(event -> event.getPersonal().getPts())
                .containsExactly(0L, 29L, 30L);
    }

    @Test
    void knowsTheLastMarkThatIsComplete() {
        delivery.released(5, appended(7, 3, null));
        assertThat(delivery.committedMark()).isZero();

        delivery.committed(5);

        assertThat(delivery.committedMark()).isEqualTo(5);
    }

    @Test
    void countsTheOriginsOwnMessageForItsCheckpoint() {
        var origin = online(1);
        delivery.released(5, appended(7, 3, origin.subscriber));

        origin.subscriber.checkpoint(5, false, (_, _) -> ServerFrame.getDefaultInstance());

        assertThat(origin.outbox.frames()).hasSize(1);
    }

    private Online online(long user) {
        var outbox = new FakeOutbox();
        return new Online(enter(user, outbox), outbox);
    }

    private Subscriber enter(long user, FakeOutbox outbox) {
        var subscriber = new Subscriber(user, outbox);
        delivery.enter(subscriber);
        delivery.follow(subscriber, new long[] {7});
        subscriber.start(Map.of(), 0);
        return subscriber;
    }

    private static Change appended(long conversation, long number, @Nullable Object origin) {
        return new Change.MessageAppended(Rows.newMessage(conversation, number, origin), Rows.stored(number));
    }

    private static Change read(ConversationId id, int members) {
        return new Change.ReadMoved(
                Rows.conversation(7, id, 3, 1, members), Rows.userId(1), new ReadPosition(1, 7, 3, 2, 30, true));
    }

    private static SharedFrame signal() {
        return new SharedFrame(
                ServerFrame.newBuilder().setSignal(Signal.getDefaultInstance()).build());
    }
}
