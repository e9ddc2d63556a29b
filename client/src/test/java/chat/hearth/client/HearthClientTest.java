package chat.hearth.client;

import static chat.hearth.client.SimulatedClient.TALK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.client.fake.Recorder;
import chat.hearth.client.fake.TinyServer;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.CloseCode;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The client on real sockets.
@Timeout(60)
class HearthClientTest {
    private static final long WAIT_MS = 20_000;

    private final Transport transport =
            Transport.start(1, Thread.ofPlatform().daemon().factory());
    private final Recorder told = new Recorder();
    private final List<HearthClient> clients = new ArrayList<>();
    private TinyServer server;

    HearthClientTest() throws InterruptedException {
        server = new TinyServer(0);
    }

    @BeforeEach
    void shortSpread() throws Exception {
        server.on(chat -> chat.spreadMs = 10);
    }

    @AfterEach
    void end() {
        clients.forEach(HearthClient::close);
        transport.close();
        server.close();
    }

    private BlockingClient client(String user, Encoding encoding) {
        var options = ClientOptions.of(server.url(), "token-" + user).in(encoding);
        var client = new HearthClient(transport, options, user.equals("alice") ? told : ClientListener.NONE);
        clients.add(client);
        return new BlockingClient(client, Duration.ofMillis(WAIT_MS));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void talksInBothEncodings(Encoding encoding) throws Exception {
        var _ = client("alice", encoding).connect();
        var bob = client("bob", encoding).connect();
        var sent = bob.sendText(TALK, "héllo 你好");
        assertThat(sent).isInstanceOf(SendResult.Stored.class);
        told.awaitMessages(1, WAIT_MS);
        assertThat(told.texts()).containsExactly("héllo 你好");
        assertThat(server.origins).containsOnly("null");
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void aCutLosesNothing(Encoding encoding) throws Exception {
        var alice = client("alice", encoding).connect();
        var bob = client("bob", encoding).connect();
        var sends = new ArrayList<CompletableFuture<SendResult>>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            sends.add(bob.client().sendText(TALK, "m" + i));
            expected.add("m" + i);
            if (i % 60 == 30) {
                bob.client().cut();
            } else if (i % 60 == 50) {
                alice.client().cut();
            }
        }
        for (var each : sends) {
            assertThat(each.get(WAIT_MS, TimeUnit.MILLISECONDS)).isInstanceOf(SendResult.Stored.class);
        }
        told.awaitMessages(300, WAIT_MS);
        assertThat(told.texts()).isEqualTo(expected);
        List<String> stored = server.on(chat -> chat.room(TALK).texts());
        assertThat(stored).isEqualTo(expected);
    }

    @Test
    void aCloseByTheServerIsFollowedByAResume() throws Exception {
        var _ = client("alice", Encoding.PROTO).connect();
        server.on(chat -> chat.post(TALK, "bob", "one"));
        told.awaitMessages(1, WAIT_MS);
        server.on(chat -> {
            chat.peers("alice").forEach(peer -> peer.close(CloseCode.NODE_STOPPING_VALUE));
            return chat.post(TALK, "bob", "two");
        });
        told.awaitMessages(2, WAIT_MS);
        assertThat(told.texts()).containsExactly("one", "two");
        int hellos = server.on(chat -> chat.hellos.size());
        assertThat(hellos).isEqualTo(2);
    }

    @Test
    void aRefusedTokenFailsTheConnect() throws Exception {
        server.refuseRoute("TOKEN_EXPIRED");
        var alice = client("alice", Encoding.PROTO);
        assertThatThrownBy(alice::connect).isInstanceOf(ClientStopped.class).hasMessageContaining("TOKEN_EXPIRED");
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
        int port = quietPort();
        var url = URI.create("http://localhost:" + port);
        var client = new HearthClient(transport, ClientOptions.of(url, "token-alice"), told);
        clients.add(client);
        var connecting = client.connect();
        told.awaitStatus(Status.Waiting.class, WAIT_MS);
        server.close();
        server = new TinyServer(port);
        connecting.get(WAIT_MS, TimeUnit.MILLISECONDS);
        assertThat(told.waits()).isNotEmpty();
    }

    /// A free port below those that the system gives out (32768 and up): nobody takes it in between.
    private static int quietPort() throws Exception {
        for (int port = 20_000; port < 30_000; port++) {
            try (var probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (BindException _) {
                // The next one may be free.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
