package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Standings;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeInbox;
import chat.hearth.core.fake.FakeJournal;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.ManualTimers;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.log.Change;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepairTest {
    private static final Duration TWO_ROUNDS = Repair.INTERVAL.multipliedBy(2);

    private final FakeJournal journal = new FakeJournal();
    private final FakeConversations conversations = new FakeConversations();
    private final Delivery delivery = new Delivery();
    private final ManualTimers timers = new ManualTimers();
    private final Repair repair =
            new Repair(journal, conversations, new FakeInbox(), new Standings(conversations), delivery);
    private final FakeOutbox outbox = new FakeOutbox();

    @BeforeEach
    void goOnline() {
        var subscriber = new Subscriber(1, outbox);
        delivery.enter(subscriber);
        delivery.follow(subscriber, new long[] {7});
        subscriber.start(Map.of(), 0);
        conversations.set(Rows.conversation(7, 5));
        repair.watch(timers);
    }

    @Test
    void tellsWhereAConversationStandsWhoseChangeWasNotReleased() {
        commit(1, 5);
        timers.pass(TWO_ROUNDS);

        assertThat(outbox.kinds()).containsExactly(FrameCase.POSITION);
        assertThat(outbox.frames().getFirst().getPosition().getChangeHead()).isEqualTo(5);
    }

    @Test
    void tellsItOnce() {
        commit(1, 5);
        timers.pass(TWO_ROUNDS.multipliedBy(5));

        assertThat(outbox.kinds()).containsExactly(FrameCase.POSITION);
    }

    @Test
    void tellsNothingOfWhatWasReleasedEvenIfTheReleaseCameAfterTheReading() {
        commit(1, 5);
        timers.pass(Repair.INTERVAL);
        repair.released(1, new Change.MessageAppended(Rows.newMessage(7, 2, null), Rows.stored(5)));
        timers.pass(TWO_ROUNDS);

        assertThat(outbox.frames()).isEmpty();
    }

    @Test
    void letsNoCheckpointPassWhatIsNotJudgedYet() {
        commit(3, 5);
        delivery.committed(3);
        assertThat(delivery.committedMark()).isZero();
        timers.pass(TWO_ROUNDS);
        assertThat(delivery.committedMark()).isEqualTo(3);
    }

    private void commit(long mark, long change) {
        journal.head = mark;
        journal.changeByConversation.put(7L, change);
    }
}
