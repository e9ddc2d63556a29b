package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Tap;
import chat.hearth.client.wire.Transport;
import chat.hearth.launcher.serverapi.ServerApiClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kill can't show that a row was synced: the kernel keeps what was written. So the system calls are
/// watched: no ack leaves before an fdatasync of the log file has returned that began after the row was
/// written to it (G1).
@Tag("suite")
@Tag("kills")
class AckTraceTest {
    private static final int MESSAGES = 200;

    @Test
    void noAckLeavesBeforeItsRowIsSynced(@TempDir Path folder) throws Exception {
        var trace = folder.resolve("trace");
        var strace = List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "-s",
                "131072",
                "-o",
                trace.toString(),
                "-e",
                "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg");
        Map<String, String> textByCid;
        try (var server = HearthServer.startUnder(strace, folder.resolve("data"));
                var transport = Transport.start(1, Thread.ofPlatform().daemon().factory())) {
            textByCid = talk(server, transport);
            assertThat(server.terminate()).isZero();
        }
        var calls = SystemCalls.read(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
        assertThat(textByCid).hasSize(MESSAGES);
        textByCid.forEach((cid, text) -> {
            int written = calls.firstWriteTo("hearth.db-wal", text);
            int synced = calls.firstSyncCompletedAfter("hearth.db-wal", written);
            int acked = calls.firstSendOf("\\\"sent\\\":{\\\"cid\\\":\\\"" + cid);
            assertThat(synced)
                    .as("%s written %d, synced %d, acked %d", text, written, synced, acked)
                    .isLessThan(acked);
        });
    }

    /// Sends one by one and in bursts; the answer is what went under which cid.
    private static Map<String, String> talk(HearthServer server, Transport transport) throws Exception {
        var textByCid = new ConcurrentHashMap<String, String>();
        var tap = new Tap() {
            @Override
            public boolean outbound(Request request) {
                if (request.hasSend()) {
                    textByCid.put(
                            request.getSend().getCid(),
                            request.getSend().getBody().getText());
                }
                return true;
            }
        };
        var provisioning = ServerApiClient.of(server.data());
        provisioning.token("bob", "first");
        var token = provisioning.token("alice", "first");
        try (var alice = Person.connect(transport, server.page(), "alice", token, Encoding.JSON, tap)) {
            var conversation = alice.blocking().openDirect("bob").getConversation();
            var sends = new ArrayList<CompletableFuture<SendResult>>();
            for (int i = 0; i < MESSAGES; i++) {
                var send = alice.client().sendText(conversation, "trace-text-%06d".formatted(i));
                sends.add(send);
                if (i % 4 == 0) {
                    send.get(60, TimeUnit.SECONDS);
                }
            }
            for (var send : sends) {
                assertThat(send.get(60, TimeUnit.SECONDS)).isInstanceOf(SendResult.Stored.class);
            }
        }
        return textByCid;
    }
}
