package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Body;
import chat.hearth.storage.memory.MemoryStorage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// G7: somebody reads 10 KB of every megabyte that a group produces. What waits for them in the server stays
/// small, nobody else waits for them, and in the end they hold what everybody holds.
@Tag("suite")
@Tag("slow")
class SlowReaderTest {
    private static final int MEGABYTES = 5;
    private static final int BODY_BYTES = 20_000;
    private static final int PER_MEGABYTE = 1_000_000 / BODY_BYTES;
    private static final int SLOW_BYTES = 10_000;
    private static final int PATIENCE_S = 60;

    @Test
    void aSlowReaderCostsLittleHarmsNobodyAndCatchesUp() throws Exception {
        try (var node = LocalNode.start(LocalNode.Setup.over(MemoryStorage.open("slow", InstantSource.system())));
                var road = SlowRoad.to(node.port());
                var transport = Transport.start(2, Thread.ofPlatform().daemon().factory())) {
            node.reachedAt(road.port());
            road.allow(100_000);
            var writer = Person.connect(transport, node.page(), "ann", node.token("ann", "pc"), Encoding.PROTO);
            var reader = Person.connect(transport, node.page(), "bob", node.token("bob", "pc"), Encoding.JSON);
            var slow = Person.connect(
                    transport, LocalNode.at(road.port()), "carl", node.token("carl", "pc"), Encoding.PROTO);
            var group = writer.createGroup("loud", List.of(reader, slow));
            var waiting = new ArrayList<Double>();
            for (int megabyte = 0; megabyte < MEGABYTES; megabyte++) {
                sendAMegabyte(writer, group);
                // The others are not behind, however far behind the slow one is.
                reader.told().awaitUpTo(group, (megabyte + 1L) * PER_MEGABYTE);
                road.allow(SLOW_BYTES);
                waiting.add(node.metric("hearth_outbound_bytes"));
            }
            assertThat(waiting).allMatch(bytes -> bytes <= 1_048_576 + 2 * BODY_BYTES);
            assertThat(node.metric("hearth_outbound_full_total"))
                    .as("the queue of the slow one was full")
                    .isPositive();
            var truth = writer.history(group);
            road.open();
            assertThat(slow.told().awaitUpTo(group, truth.getLast().getSeq())).isEqualTo(truth);
            assertThat(slow.told().repetitions()).isZero();
            assertThat(reader.told().awaitUpTo(group, truth.getLast().getSeq())).isEqualTo(truth);
            Await.until("nothing waits any more", () -> node.metric("hearth_outbound_bytes") == 0);
            List.of(writer, reader, slow).forEach(Person::close);
        }
    }

    private static void sendAMegabyte(Person writer, String group) throws Exception {
        var sends = new ArrayList<CompletableFuture<SendResult>>();
        for (int i = 0; i < PER_MEGABYTE; i++) {
            sends.add(writer.client()
                    .send(
                            group,
                            Body.newBuilder()
                                    .setKind(1)
                                    .setText("loud " + i)
                                    .setContent("x".repeat(BODY_BYTES))
                                    .build()));
        }
        for (var send : sends) {
            assertThat(send.get(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(SendResult.Stored.class);
        }
    }
}
