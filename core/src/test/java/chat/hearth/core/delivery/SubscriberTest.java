package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.log.Change;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import chat.hearth.protocol.v1.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubscriberTest {
    private static final SharedFrame REPLY = new SharedFrame(
            ServerFrame.newBuilder().setReply(Reply.newBuilder().setId(1)).build());
    private static final SharedFrame SIGNAL = new SharedFrame(
            ServerFrame.newBuilder().setSignal(Signal.getDefaultInstance()).build());

    @Test
    void keepsEventsWhileItResumesAndSendsThemInOrderAtTheStart() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        event(subscriber, 7, 4);
        personal(subscriber, 7, 11);
        event(subscriber, 7, 5);

        assertThat(outbox.frames()).isEmpty();
        subscriber.start(Map.of(), 10);

        assertThat(log(outbox)).containsExactly("7@4", "pts 11", "7@5");
    }

    @Test
    void keepsTheNewestWatermarkOfADirectConversationWhileItResumes() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        subscriber.receipt(7, REPLY);
        subscriber.receipt(7, SIGNAL);

        assertThat(outbox.frames()).isEmpty();
        subscriber.start(Map.of(), 0);

        assertThat(outbox.frames()).containsExactly(SIGNAL.frame());
    }

    @Test
    void tellsTheNewestWatermarkOfADirectConversationOnceAFullQueueHasDrained() {
        var outbox = new FakeOutbox(1);
        var subscriber = live(outbox);
        event(subscriber, 7, 1);
        subscriber.receipt(7, REPLY);
        subscriber.receipt(7, SIGNAL);
        assertThat(outbox.frames()).hasSize(1);
        outbox.drain();

        assertThat(outbox.frames()).hasSize(2).last().isEqualTo(SIGNAL.frame());
    }

    @Test
    void leavesOutAtTheStartWhatTheSnapshotHeld() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        LongStream.rangeClosed(3, 6).forEach(change -> event(subscriber, 7, change));
        event(subscriber, 8, 1);
        LongStream.rangeClosed(9, 12).forEach(pts -> personal(subscriber, pts, pts));

        subscriber.start(Map.of(7L, 5L), 11);

        assertThat(log(outbox)).containsExactly("7@6", "8@1", "pts 12");
    }

    @Test
    void tellsPositionsOfWhatHadNoRoomToWait() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        LongStream.rangeClosed(1, Subscriber.MAX_WAITING + 50).forEach(change -> event(subscriber, 7, change));
        personal(subscriber, 7, 11);

        subscriber.start(Map.of(), 10);

        assertThat(outbox.events()).hasSize(Subscriber.MAX_WAITING + 1);
        assertThat(log(outbox).subList(Subscriber.MAX_WAITING, Subscriber.MAX_WAITING + 2))
                .containsExactly("7 is at 1074", "pts 11");
    }

    @Test
    void doesNotTellAPositionThatTheSnapshotHeld() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        LongStream.rangeClosed(1, Subscriber.MAX_WAITING + 1).forEach(change -> event(subscriber, 7, change));

        subscriber.start(Map.of(7L, 2000L), 10);

        assertThat(outbox.frames()).isEmpty();
    }

    @Test
    void keepsTheNewestPositionWhenTheQueueFillsAtTheStart() {
        var outbox = new FakeOutbox(3);
        var subscriber = new Subscriber(1, outbox);
        LongStream.rangeClosed(1, Subscriber.MAX_WAITING + 10).forEach(change -> event(subscriber, 7, change));

        subscriber.start(Map.of(), 0);
        outbox.drain();

        assertThat(log(outbox)).containsExactly("7@1", "7@2", "7@3", "7 is at 1034");
    }

    @Test
    void closesOnceWhenTheStartMeetsAFullQueueAndTooManyConversations() {
        var outbox = new FakeOutbox(1);
        var subscriber = new Subscriber(1, outbox);
        LongStream.rangeClosed(1, Subscriber.MAX_WAITING).forEach(key -> event(subscriber, key, 1));
        LongStream.rangeClosed(5001, 5001 + Subscriber.MAX_POSITIONS / 2).forEach(key -> event(subscriber, key, 1));

        subscriber.start(Map.of(), 0);
        event(subscriber, 1, 2);

        assertThat(outbox.closes()).containsExactly(CloseCode.SLOW_CONSUMER);
        assertThat(outbox.frames()).hasSize(1);
    }

    @Test
    void tellsOnlyPositionsOnceTheQueueIsFullAndGoesLiveWhenItHasDrained() {
        var outbox = new FakeOutbox(2);
        var subscriber = live(outbox);
        LongStream.rangeClosed(1, 6).forEach(change -> event(subscriber, 7, change));
        event(subscriber, 8, 1);
        outbox.sendOne();
        event(subscriber, 7, 7);

        assertThat(log(outbox)).containsExactly("7@1", "7@2");
        outbox.drain();
        outbox.drain();
        event(subscriber, 7, 8);

        assertThat(log(outbox)).containsExactly("7@1", "7@2", "7 is at 7", "8 is at 1", "7@8");
    }

    @Test
    void goesOnLaggingWhileThePositionsThemselvesFillTheQueue() {
        var outbox = new FakeOutbox(2);
        var subscriber = live(outbox);
        LongStream.rangeClosed(1, 7).forEach(key -> event(subscriber, key, 1));

        outbox.drain();
        event(subscriber, 1, 2);
        for (int i = 0; i < 4; i++) {
            outbox.drain();
        }

        assertThat(log(outbox))
                .containsExactly(
                        "1@1", "2@1", "3 is at 1", "4 is at 1", "5 is at 1", "6 is at 1", "7 is at 1", "1 is at 2");
    }

    @Test
    void sendsOnlyTheNewestPersonalChangeOfEachThingAfterLagging() {
        var outbox = new FakeOutbox(1);
        var subscriber = live(outbox);
        event(subscriber, 7, 1);
        personal(subscriber, 7, 11);
        personal(subscriber, 8, 12);
        personal(subscriber, 7, 13);

        outbox.drain();
        outbox.drain();
        outbox.drain();

        assertThat(log(outbox)).containsExactly("7@1", "pts 12", "pts 13");
    }

    @Test
    void closesASessionThatCannotEvenTakeThePositions() {
        var outbox = new FakeOutbox(1);
        var subscriber = live(outbox);
        LongStream.rangeClosed(1, Subscriber.MAX_POSITIONS + 1).forEach(key -> event(subscriber, key, 1));
        assertThat(outbox.closes()).isEmpty();

        event(subscriber, 9999, 1);

        assertThat(outbox.closes()).containsExactly(CloseCode.SLOW_CONSUMER);
    }

    @Test
    void closesASessionWithTooManyPersonalChanges() {
        var outbox = new FakeOutbox(0);
        var subscriber = live(outbox);

        LongStream.rangeClosed(1, Subscriber.MAX_POSITIONS + 1).forEach(key -> personal(subscriber, key, key));

        assertThat(outbox.closes()).containsExactly(CloseCode.SLOW_CONSUMER);
    }

    @Test
    void closesASessionWithoutRoomForItsOwnReplies() {
        var outbox = new FakeOutbox(1);
        var subscriber = live(outbox);

        subscriber.reply(REPLY);
        subscriber.reply(REPLY);
        subscriber.reply(REPLY);

        assertThat(outbox.closes()).containsExactly(CloseCode.SLOW_CONSUMER);
    }

    @Test
    void sendsSignalsOnlyWhileLive() {
        var outbox = new FakeOutbox(1);
        var subscriber = new Subscriber(1, outbox);
        subscriber.signal(SIGNAL);
        assertThat(outbox.frames()).isEmpty();

        subscriber.start(Map.of(), 0);
        subscriber.signal(SIGNAL);
        subscriber.signal(SIGNAL);
        assertThat(outbox.kinds()).containsExactly(FrameCase.SIGNAL);

        event(subscriber, 7, 1);
        outbox.sendOne();
        subscriber.signal(SIGNAL);
        assertThat(outbox.kinds()).containsExactly(FrameCase.SIGNAL);
        assertThat(outbox.closes()).isEmpty();
    }

    @Test
    void sendsNothingAfterTheCloseAndStartsNoMore() {
        var outbox = new FakeOutbox();
        var subscriber = new Subscriber(1, outbox);
        event(subscriber, 7, 1);
        subscriber.close(CloseCode.SESSION_REPLACED, "test");

        subscriber.start(Map.of(), 0);
        event(subscriber, 7, 2);
        personal(subscriber, 7, 3);
        subscriber.signal(SIGNAL);
        subscriber.close(CloseCode.NODE_STOPPING, "test");

        assertThat(outbox.frames()).isEmpty();
        assertThat(outbox.closes()).containsExactly(CloseCode.SESSION_REPLACED);
    }

    @Test
    void startsOnce() {
        var outbox = new FakeOutbox();
        var subscriber = live(outbox);
        event(subscriber, 7, 1);

        subscriber.start(Map.of(), 0);

        assertThat(log(outbox)).containsExactly("7@1");
    }

    private static Subscriber live(FakeOutbox outbox) {
        var subscriber = new Subscriber(1, outbox);
        subscriber.start(Map.of(), 0);
        return subscriber;
    }

    private static void event(Subscriber subscriber, long key, long change) {
        subscriber.deliver(
                change,
                new LogPosition(key, Rows.group(key), new Heads(change, change, change)),
                Frames.messageAppended(
                        new Change.MessageAppended(Rows.newMessage(key, change, null), Rows.stored(change))));
    }

    private static void personal(Subscriber subscriber, long key, long pts) {
        subscriber.deliverPersonal(pts, key, pts, Frames.inboxChanged(Rows.entry(key, 1, pts, null)));
    }

    private static List<String> log(FakeOutbox outbox) {
        return outbox.frames().stream()
                .map(frame -> frame.hasPosition() ? told(frame.getPosition()) : told(frame.getEvent()))
                .toList();
    }

    private static String told(Position position) {
        return position.getConversation().substring(3) + " is at " + position.getChangeHead();
    }

    private static String told(Event event) {
        return event.hasPersonal()
                ? "pts " + event.getPersonal().getPts()
                : event.getConversation().getConversation().substring(3) + "@"
                        + event.getConversation().getChange();
    }
}
