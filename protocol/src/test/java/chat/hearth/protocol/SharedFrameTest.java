package chat.hearth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.v1.CaughtUp;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedFrameTest {
    private static final ServerFrame POSITION = ServerFrame.newBuilder()
            .setPosition(Position.newBuilder().setConversation("g:team").setChangeHead(7))
            .build();

    @ParameterizedTest
    @EnumSource
    void everyConnectionGetsTheSameBytes(Encoding encoding) {
        var frame = new SharedFrame(POSITION);
        assertThat(frame.bytes(encoding)).isSameAs(frame.bytes(encoding)).isEqualTo(encoding.encode(POSITION));
    }

    @ParameterizedTest
    @EnumSource
    void aFrameOfNoBytesIsEncodedOnceToo(Encoding encoding) {
        var empty = new SharedFrame(ServerFrame.getDefaultInstance());
        assertThat(empty.bytes(encoding)).isSameAs(empty.bytes(encoding));
    }

    @Test
    void theEncodingsDoNotShareBytes() {
        var frame = new SharedFrame(POSITION);
        assertThat(frame.bytes(Encoding.JSON)).isNotEqualTo(frame.bytes(Encoding.PROTO));
        assertThat(Encoding.JSON.decodeServerFrame(frame.bytes(Encoding.JSON)))
                .isEqualTo(Encoding.PROTO.decodeServerFrame(frame.bytes(Encoding.PROTO)))
                .isEqualTo(frame.frame());
    }

    @Test
    void manyThreadsThatAskAtOnceGetEqualBytes() throws Exception {
        int threads = 4;
        var together = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < 200; round++) {
                var frame = new SharedFrame(POSITION);
                var asks = new ArrayList<Callable<byte[]>>();
                for (int i = 0; i < threads; i++) {
                    asks.add(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        return frame.bytes(Encoding.JSON);
                    });
                }
                for (var bytes : pool.invokeAll(asks, 30, TimeUnit.SECONDS)) {
                    assertThat(bytes.get()).isEqualTo(Encoding.JSON.encode(POSITION));
                }
            }
        }
    }

    @Test
    void theFrameItselfCanBeRead() {
        var caughtUp = ServerFrame.newBuilder()
                .setCaughtUp(CaughtUp.getDefaultInstance())
                .build();
        assertThat(new SharedFrame(caughtUp).frame()).isSameAs(caughtUp);
    }
}
