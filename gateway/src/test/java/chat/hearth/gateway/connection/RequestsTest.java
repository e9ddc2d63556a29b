package chat.hearth.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final int LIMIT = 4;
    private static final byte[] FRAME = {1};

    private final Requests requests = new Requests(LIMIT);

    @Test
    void asksForAWorkerOnceUntilTheWorkIsDone() {
        assertThat(requests.add(FRAME).isFirst()).isTrue();
        assertThat(requests.add(FRAME).isFirst()).isFalse();
        assertThat(requests.next()).isNotNull();
        assertThat(requests.next()).isNotNull();
        assertThat(requests.next()).isNull();
        assertThat(requests.add(FRAME).isFirst()).isTrue();
    }

    @Test
    void keepsTheOrder() {
        for (byte i = 0; i < 3; i++) {
            requests.add(new byte[] {i});
        }
        for (byte i = 0; i < 3; i++) {
            var next = requests.next();
            assertThat(next).isNotNull();
            assertThat(next.frame()).containsExactly(i);
        }
    }

    @Test
    void marksAsSurplusWhatIsBeyondTheLimitUntilOneIsAnswered() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(isSurplus()).isFalse();
        }
        assertThat(isSurplus()).isTrue();
        requests.answered();
        assertThat(isSurplus()).isFalse();
        assertThat(isSurplus()).isTrue();
    }

    private boolean isSurplus() {
        requests.add(FRAME);
        var next = requests.next();
        assertThat(next).isNotNull();
        return next.isSurplus();
    }

    @Test
    void callsItAFloodWhenTheSurplusGoesOn() {
        for (int i = 0; i < LIMIT + LIMIT * Requests.FLOOD_FACTOR; i++) {
            assertThat(requests.add(FRAME).isFlood()).isFalse();
        }
        assertThat(requests.add(FRAME).isFlood()).isTrue();
        assertThat(requests.next()).isNull();
    }

    @Test
    void isFullAtTheLimitOfWaitingFramesAndHasRoomAtHalfOfIt() {
        for (int i = 0; i < LIMIT - 1; i++) {
            requests.add(FRAME);
            assertThat(requests.isFull()).isFalse();
        }
        requests.add(FRAME);
        assertThat(requests.isFull()).isTrue();
        assertThat(requests.next()).isNotNull();
        assertThat(requests.hasRoom()).isFalse();
        assertThat(requests.next()).isNotNull();
        assertThat(requests.hasRoom()).isTrue();
        assertThat(requests.hasRoom()).isFalse();
        assertThat(requests.isFull()).isFalse();
    }

    @Test
    void isFullAtTheLimitOfWaitingBytes() {
        requests.add(new byte[Requests.MAX_WAITING_BYTES]);
        assertThat(requests.isFull()).isTrue();
    }

    @Test
    void asksForAWorkerAtTheEndOnlyIfThereIsNone() {
        requests.add(FRAME);
        assertThat(requests.end()).isFalse();
        assertThat(requests.next()).isNull();
        assertThat(requests.isOver()).isTrue();
        assertThat(requests.end()).isTrue();
    }
}
