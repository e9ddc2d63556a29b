package chat.hearth.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.gateway.connection.ConnectionLimits.FrameLimits;
import chat.hearth.gateway.connection.Outbound.Offer;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.GoAway;
import chat.hearth.protocol.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final int FRAMES = 8;
    private static final int BYTES = 1000;

    private final LongAdder waiting = new LongAdder();
    private final Outbound outbound = new Outbound(
            new ConnectionLimits(
                    new FrameLimits(100, 100, 100), 1, BYTES, FRAMES, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            waiting);
    private final List<String> told = new ArrayList<>();

    private static SharedFrame frame(int textLength) {
        var goAway = GoAway.newBuilder().setReason("x".repeat(textLength));
        return new SharedFrame(ServerFrame.newBuilder().setGoAway(goAway).build());
    }

    @Test
    void countsTheBytesThatWaitAndForgetsThemWhenTheyAreTakenOrCleared() {
        outbound.offer(frame(100));
        outbound.offer(frame(100));
        long two = waiting.sum();
        assertThat(two).isEqualTo(2L * frame(100).frame().getSerializedSize());
        outbound.take(1);
        assertThat(waiting.sum()).isEqualTo(two / 2);
        outbound.clear();
        outbound.clear();
        assertThat(waiting.sum()).isZero();
    }

    @Test
    void wakesTheSenderOnceUntilItFindsNothing() {
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.TAKEN_AS_FIRST);
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.TAKEN);
        assertThat(outbound.take(BYTES)).hasSize(2);
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.TAKEN);
        assertThat(outbound.take(BYTES)).hasSize(1);
        assertThat(outbound.take(BYTES)).isEmpty();
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.TAKEN_AS_FIRST);
    }

    @Test
    void givesFramesInTheirOrderAndAtLeastOneHoweverLarge() {
        var frames = List.of(frame(500), frame(1), frame(2));
        frames.forEach(outbound::offer);
        assertThat(outbound.take(10)).containsExactly(frames.get(0));
        assertThat(outbound.take(BYTES)).containsExactly(frames.get(1), frames.get(2));
    }

    @Test
    void refusesMoreFramesThanItsLimit() {
        for (int i = 0; i < FRAMES; i++) {
            assertThat(outbound.offer(frame(1))).isNotEqualTo(Offer.FULL);
        }
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.FULL);
    }

    @Test
    void refusesOnceTheLimitOfBytesIsReached() {
        outbound.offer(frame(BYTES / 2));
        outbound.offer(frame(BYTES / 2));
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.FULL);
    }

    @Test
    void tellsOfTheDrainOnceAtAQuarter() {
        for (int i = 0; i < FRAMES; i++) {
            outbound.offer(frame(1));
        }
        outbound.whenDrained(() -> told.add("drained"));
        assertThat(outbound.takeDrained()).isNull();
        while (outbound.takeDrained() == null) {
            assertThat(outbound.take(1)).hasSize(1);
            told.add("sent");
        }
        assertThat(told).hasSize(FRAMES - FRAMES / 4);
        assertThat(outbound.takeDrained()).isNull();
    }

    @Test
    void takesNothingAfterItsEndAndGivesWhatItHas() {
        outbound.offer(frame(1));
        outbound.whenDrained(() -> told.add("drained"));
        assertThat(outbound.end()).isTrue();
        assertThat(outbound.end()).isFalse();
        assertThat(outbound.offer(frame(1))).isEqualTo(Offer.ENDED);
        assertThat(outbound.take(BYTES)).hasSize(1);
        assertThat(outbound.isEmpty()).isTrue();
        assertThat(outbound.takeDrained()).isNull();
    }
}
