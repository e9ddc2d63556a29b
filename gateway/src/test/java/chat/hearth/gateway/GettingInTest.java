package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.StoreFault;
import chat.hearth.gateway.front.RawClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Opening a socket and saying hello, rightly and wrongly.
class GettingInTest {
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void welcomesTheBearerOfATicketInBothEncodings() throws Exception {
        for (var encoding : Encoding.values()) {
            try (var client = WireClient.connect(node.port(), encoding)) {
                var welcome = client.hello(node.ticket("ann", "laptop"));
                assertThat(welcome.getNode()).isEqualTo("node-1");
                assertThat(welcome.getUserId()).isEqualTo("ann");
                assertThat(welcome.getDeviceId()).isEqualTo("laptop");
                assertThat(welcome.getEnvironment()).isEqualTo(TestNode.ENVIRONMENT);
                assertThat(welcome.getHeartbeatMs()).isEqualTo(2000);
                assertThat(welcome.getServerTimeMs()).isEqualTo(node.time.millis());
                assertThat(welcome.getLimits().getInFlight()).isEqualTo(TestNode.IN_FLIGHT);
                assertThat(welcome.getReconnect().getEndpoints(0).getUrl())
                        .isEqualTo("ws://localhost:" + node.port() + "/ws");
            }
        }
    }

    @Test
    void admitsTheReconnectTicketOfAWelcome() throws Exception {
        try (var first = WireClient.connect(node.port(), Encoding.PROTO);
                var second = WireClient.connect(node.port(), Encoding.JSON)) {
            var welcome = first.hello(node.ticket("ann", "laptop"));
            assertThat(second.hello(welcome.getReconnect().getTicket()).getUserId())
                    .isEqualTo("ann");
            assertThat(first.raw.untilClosed()).isEqualTo(CloseCode.SESSION_REPLACED_VALUE);
        }
    }

    @Test
    void refusesTheSecondUseOfATicket() throws Exception {
        var ticket = node.ticket("ann", "laptop");
        try (var first = WireClient.connect(node.port(), Encoding.PROTO)) {
            first.hello(ticket);
            assertHelloRefused(ticket, ErrorCode.TICKET_USED);
        }
    }

    @Test
    void refusesAForgedTicket() throws Exception {
        assertHelloRefused("no ticket", ErrorCode.TICKET_INVALID);
    }

    @Test
    void refusesATicketAfterItsTime() throws Exception {
        var ticket = node.ticket("ann", "laptop");
        node.time.pass(Duration.ofSeconds(31));
        assertHelloRefused(ticket, ErrorCode.TICKET_EXPIRED);
    }

    @Test
    void refusesATicketThatWasIssuedToAPage() throws Exception {
        var issued = node.core.admission().route(node.token("ann", "laptop"), TestNode.PAGE);
        assertHelloRefused(TestNode.done(issued).ticket(), ErrorCode.ORIGIN_REFUSED);
    }

    private void assertHelloRefused(String ticket, ErrorCode code) throws IOException {
        try (var client = WireClient.connect(node.port(), Encoding.PROTO)) {
            var reply =
                    client.ask(Request.newBuilder().setHello(Hello.newBuilder().setTicket(ticket)));
            assertThat(reply.getError().getCode()).isEqualTo(code);
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.TICKET_REFUSED_VALUE);
            assertThat(client.raw.ended()).isTrue();
        }
    }

    @Test
    void answersARequestBeforeHelloAndStillTakesTheHello() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.PROTO)) {
            var early = client.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()));
            assertThat(early.getError().getCode()).isEqualTo(ErrorCode.HELLO_REQUIRED);
            assertThat(client.hello(node.ticket("ann", "laptop")).getUserId()).isEqualTo("ann");
        }
    }

    @Test
    void refusesASecondHelloAndKeepsTheSession() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            var again = Hello.newBuilder().setTicket(node.ticket("ann", "phone"));
            assertThat(client.ask(Request.newBuilder().setHello(again))
                            .getError()
                            .getCode())
                    .isEqualTo(ErrorCode.HELLO_REQUIRED);
            assertThat(ping(client).hasPong()).isTrue();
        }
    }

    @Test
    void refusesForeignOrigins() throws Exception {
        for (var origin :
                new String[] {"https://evil.example", "null", "http://localhost", "https://chat.example.com:444"}) {
            assertOpeningRefused("403", "ORIGIN_REFUSED", "Origin: " + origin + "\r\n", "localhost");
        }
        assertThat(node.metric("hearth_openings_refused_total")).isEqualTo(4);
    }

    @Test
    void takesItsOwnOriginsHoweverTheyAreWritten() throws Exception {
        for (var origin :
                new String[] {TestNode.PAGE, "HTTPS://Chat.Example.COM:443", "http://localhost:" + node.port()}) {
            try (var raw = RawClient.to(node.port())) {
                var opening = RawClient.opening("13", RawClient.KEY, "hearth.v1.json", "Origin: " + origin + "\r\n");
                assertThat(raw.say(opening).head()).contains(" 101 ");
            }
        }
    }

    @Test
    void refusesAWrongHost() throws Exception {
        assertOpeningRefused("421", "HOST_REFUSED", "", "attacker.example");
    }

    private void assertOpeningRefused(String status, String code, String headers, String host) throws IOException {
        try (var raw = RawClient.to(node.port())) {
            var opening = RawClient.opening("13", RawClient.KEY, "hearth.v1.json", headers);
            var head =
                    raw.say(opening.replace("Host: localhost", "Host: " + host)).head();
            assertThat(head).startsWith("HTTP/1.1 " + status);
            assertThat(raw.bytes(length(head))).contains("\"" + code + "\"");
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .sum();
    }

    @Test
    void refusesMoreConnectionsThanItsLimit() throws Exception {
        var open = new ArrayList<WireClient>();
        try {
            for (int i = 0; i < TestNode.CONNECTIONS; i++) {
                open.add(WireClient.connect(node.port(), Encoding.PROTO));
            }
            assertOpeningRefused("503", "OVERLOADED", "", "localhost");
            assertThat(node.metric("hearth_connections")).isEqualTo(TestNode.CONNECTIONS);
        } finally {
            open.forEach(WireClient::close);
        }
    }

    @Test
    void answersAFaultOfTheStoreInHelloAndCloses() throws Exception {
        var ticket = node.ticket("ann", "laptop");
        node.store.beforeRedeeming(() -> {
            throw new StoreFault(ErrorCode.UNAVAILABLE, "planted");
        });
        try (var client = WireClient.connect(node.port(), Encoding.PROTO)) {
            var reply =
                    client.ask(Request.newBuilder().setHello(Hello.newBuilder().setTicket(ticket)));
            assertThat(reply.getError().getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.SERVER_FAILED_VALUE);
        }
    }

    @Test
    void asksClientsToMoveBeforeItStops() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            node.gateway.drain("maintenance", Duration.ofSeconds(7));
            var goAway = client.nextOf(ServerFrame.FrameCase.GO_AWAY).getGoAway();
            assertThat(goAway.getReason()).isEqualTo("maintenance");
            assertThat(goAway.getMaxMs()).isEqualTo(7000);
            assertThat(ping(client).hasPong()).isTrue();
            assertOpeningRefused("503", "UNAVAILABLE", "", "localhost");
            node.gateway.closeAll();
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.NODE_STOPPING_VALUE);
        }
    }

    @Test
    void forgetsASessionWhoseSocketBroke() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            assertThat(node.core.sessions().count()).isEqualTo(1);
            client.raw.hangUp();
        }
        Await.until(() -> node.core.sessions().count() == 0 && node.gateway.connections() == 0);
    }

    private static Reply ping(WireClient client) throws IOException {
        return client.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()));
    }
}
