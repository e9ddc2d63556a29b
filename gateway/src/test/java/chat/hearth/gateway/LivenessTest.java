package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.gateway.front.RawClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.CloseCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Silence, in time that only the tests move: a heartbeat is 2 s, hello has 5 s.
class LivenessTest {
    private static final int PING = 9;
    private static final int PONG = 0x8A;

    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void closesASocketThatSaysNoHello() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.PROTO)) {
            node.time.pass(Duration.ofSeconds(5));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.HELLO_TIMEOUT_VALUE);
            assertThat(client.raw.ended()).isTrue();
        }
    }

    @Test
    void doesNotCountWhatIsNoHelloAsHello() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.JSON)) {
            node.time.pass(Duration.ofSeconds(4));
            client.raw.say(RawClient.frame(RawClient.TEXT, "{\"id\":1,\"ping\":{}}"));
            assertThat(client.reply(1).hasError()).isTrue();
            node.time.pass(Duration.ofSeconds(1));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.HELLO_TIMEOUT_VALUE);
        }
    }

    @Test
    void pingsEveryHeartbeatAndKeepsAClientThatAnswers() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            for (int i = 0; i < 5; i++) {
                node.time.pass(Duration.ofSeconds(2));
                assertThat(client.raw.frame().opcode()).isEqualTo(PING);
                client.raw.say(RawClient.frame(PONG, ""));
                // The answer to a request shows that the pong before it was heard.
                client.raw.say(RawClient.frame(0x89, "still there?"));
                assertThat(client.raw.frame().text()).isEqualTo("still there?");
            }
        }
    }

    @Test
    void closesAHalfOpenSocket() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            node.time.pass(Duration.ofSeconds(2));
            assertThat(client.raw.frame().opcode()).isEqualTo(PING);
            // Nothing is answered from here on, as by a machine whose cable was pulled.
            node.time.pass(Duration.ofSeconds(1));
            var close = client.raw.frame();
            assertThat(close.closeCode()).isEqualTo(CloseCode.HEARTBEAT_LOST_VALUE);
            assertThat(node.gateway.connections()).isEqualTo(1);
            node.time.pass(Duration.ofSeconds(5));
            assertThat(client.raw.ended()).isTrue();
            Await.until(() -> node.gateway.connections() == 0);
            assertThat(node.metric("hearth_closes_total{reason=\"HEARTBEAT_LOST\"}"))
                    .isEqualTo(1);
            Await.until(() -> node.core.sessions().count() == 0);
        }
    }
}
