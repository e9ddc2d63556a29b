package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriberCheckpointTest {
    private static final SharedFrame FRAME = new SharedFrame(ServerFrame.getDefaultInstance());

    private final FakeOutbox outbox = new FakeOutbox(3);
    private final Subscriber subscriber = new Subscriber(1, outbox);

    @Test
    void isNotSentWhileTheSessionResumes() {
        checkpoint(5, true);

        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void namesTheMarkAndThePersonalPositionThatWereSent() {
        subscriber.start(Map.of(), 20);
        subscriber.deliverPersonal(6, 7, 21, FRAME);

        checkpoint(6, false);

        assertThat(checkpoints()).containsExactly("6/21");
    }

    @Test
    void neverGoesBack() {
        subscriber.start(Map.of(), 20);
        checkpoint(9, true);
        event(10);

        checkpoint(8, false);
        checkpoint(8, true);

        assertThat(checkpoints()).containsExactly("9/20", "9/20");
    }

    @Test
    void isNotSentToASessionThatNothingConcerned() {
        subscriber.start(Map.of(), 20);
        checkpoint(9, true);

        checkpoint(15, false);
        assertThat(checkpoints()).containsExactly("9/20");

        event(16);
        checkpoint(15, false);
        checkpoint(16, false);
        checkpoint(20, false);
        assertThat(checkpoints()).containsExactly("9/20", "15/20");
    }

    @Test
    void followsASendOfTheSessionItself() {
        subscriber.start(Map.of(), 20);

        subscriber.passed(4);
        checkpoint(4, false);

        assertThat(checkpoints()).containsExactly("4/20");
    }

    @Test
    void waitsUntilALaggingSessionHasBeenToldEverything() {
        subscriber.start(Map.of(), 20);
        for (int mark = 1; mark <= 4; mark++) {
            event(mark);
        }
        outbox.sendOne();

        checkpoint(4, true);
        assertThat(checkpoints()).isEmpty();

        outbox.drain();
        checkpoint(4, false);
        assertThat(outbox.kinds().reversed().subList(0, 2))
                .containsExactly(ServerFrame.FrameCase.CHECKPOINT, ServerFrame.FrameCase.POSITION);
    }

    @Test
    void thatFoundNoRoomIsSentTheNextTime() {
        subscriber.start(Map.of(), 20);
        event(1);
        event(2);
        event(3);

        checkpoint(3, false);
        assertThat(checkpoints()).isEmpty();
        outbox.sendOne();
        checkpoint(3, false);

        assertThat(checkpoints()).containsExactly("3/20");
    }

    private void event(long mark) {
        subscriber.deliver(mark, new LogPosition(7, Rows.group(7), new Heads(mark, mark, mark)), FRAME);
    }

    private void checkpoint(long mark, boolean isForced) {
        subscriber.checkpoint(
                mark,
                isForced,
                (reached, pts) -> ServerFrame.newBuilder()
                        .setCheckpoint(Checkpoint.newBuilder().setCursor(reached + "/" + pts))
                        .build());
    }

    private List<String> checkpoints() {
        return outbox.frames().stream()
                .filter(ServerFrame::hasCheckpoint)
                .map(frame -> frame.getCheckpoint().getCursor())
                .toList();
    }
}
