package chat.hearth.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.bench.BenchPlan.Crowd;
import chat.hearth.client.fake.TinyServer;
import chat.hearth.protocol.Encoding;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectMessagesTest {
    private static final BenchPlan TINY =
            new BenchPlan(new Crowd(3, 2), 2, 2, Duration.ofMillis(50), Duration.ofMillis(200), Encoding.PROTO);

    private record TinyProvisioner(URI server, Path folder) implements Provisioner {
        @Override
        public List<BenchUser> users(List<String> userIds) {
            return userIds.stream().map(id -> new BenchUser(id, "token-" + id)).toList();
        }

        @Override
        public List<Long> serverPids() {
            return List.of(ProcessHandle.current().pid());
        }

        @Override
        public Optional<Path> storeFolder() {
            return Optional.of(folder);
        }

        @Override
        public String conditions() {
            return "a tiny \"server\"";
        }
    }

    @Test
    void countsWhatWasStoredAcknowledgedAndReceivedAndBalancesItsBooks(@TempDir Path folder) throws Exception {
        try (var server = new TinyServer(0)) {
            var progress = new ArrayList<String>();
            var result = Workloads.named("w1")
                    .orElseThrow()
                    .run(new TinyProvisioner(server.url(), folder), TINY, progress::add);

            assertThat(result.ledger().sent()).isPositive();
            assertThat(result.isLedgerBalanced()).as("%s", result.ledger()).isTrue();
            assertThat(result.messagesPerSecond()).isPositive();
            assertThat(progress).isNotEmpty();
            var json = Struct.newBuilder();
            JsonFormat.parser().merge(result.toJson(), json);
            assertThat(json.getFieldsMap())
                    .containsKeys(
                            "workload",
                            "messagesPerSecond",
                            "limitPerSecond",
                            "ratio",
                            "latencyMs",
                            "cpuMicrosPerUnit",
                            "rssBytes",
                            "ledgerBalanced",
                            "generatorSaturated");
            assertThat(json.getFieldsOrThrow("latencyMs").getStructValue().getFieldsMap())
                    .containsOnlyKeys("p50", "p99", "p999", "max");
            assertThat(result.toTable()).contains("ledger balanced", "limit/s", "a tiny \"server\"");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
