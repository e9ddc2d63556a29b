package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.FetchUsers;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that send too much at once, or read too slowly.
class BackPressureTest {
    private final TestNode node = TestNode.start();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        node.close();
    }

    @Test
    void refusesRequestsBeyondTheLimitInFlightAndAnswersTheOthersInOrder() throws Exception {
        holdLookups();
        try (var client = node.session("ann", "laptop")) {
            client.raw.say(burst(client, TestNode.IN_FLIGHT + 3));
            Await.until(() -> node.metric("hearth_frames_received_total") == 1 + TestNode.IN_FLIGHT + 3);
            gate.countDown();
            assertThat(client.reply(100).hasUsers()).isTrue();
            for (int i = 1; i < TestNode.IN_FLIGHT; i++) {
                assertThat(client.next().getReply()).matches(reply -> reply.hasPong());
            }
            for (int i = 0; i < 3; i++) {
                var error = client.next().getReply().getError();
                assertThat(error.getCode()).isEqualTo(ErrorCode.TOO_MANY_IN_FLIGHT);
            }
            var later = client.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()));
            assertThat(later.hasPong()).isTrue();
        }
    }

    @Test
    void closesOnAFlood() throws Exception {
        holdLookups();
        try (var client = node.session("ann", "laptop")) {
            client.raw.say(burst(client, TestNode.IN_FLIGHT * 6));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FLOODED_VALUE);
            assertThat(client.raw.ended()).isTrue();
        }
    }

    /// One request that waits for the gate, and pings behind it, all in one piece.
    private static byte[] burst(WireClient client, int requests) {
        var bytes = new ByteArrayOutputStream();
        var lookup = FetchUsers.newBuilder().addUserIds("ann");
        bytes.writeBytes(client.bytes(
                Request.newBuilder().setId(100).setFetchUsers(lookup).build()));
        for (int i = 1; i < requests; i++) {
            bytes.writeBytes(client.bytes(Request.newBuilder()
                    .setId(100 + i)
                    .setPing(Ping.getDefaultInstance())
                    .build()));
        }
        return bytes.toByteArray();
    }

    private void holdLookups() {
        node.user("ann");
        node.store.beforeLookingUsersUp(() -> {
            try {
                assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
    }

    @Test
    void tellsASlowReaderPositionsAndItCatchesUp() throws Exception {
        try (var writer = node.session("ann", "laptop");
                var slow = WireClient.connectSlow(node.port())) {
            node.user("bob");
            slow.hello(node.ticket("bob", "phone"));
            var opened = writer.ask(
                    Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));
            var conversation = opened.getConversation().getConversation();
            var sent = new ArrayList<Sent>();
            while (node.metric("hearth_outbound_full_total") == 0) {
                sent.add(send(writer, conversation));
            }
            for (int i = 0; i < 20; i++) {
                sent.add(send(writer, conversation));
            }
            assertThat(messagesSeenBy(slow, conversation, sent.getLast().getChange()))
                    .containsExactlyElementsOf(
                            sent.stream().map(Sent::getMessageId).toList());
        }
    }

    private Sent send(WireClient from, String conversation) throws Exception {
        var body = Body.newBuilder().setKind(1).setText("x").setContent("y".repeat(40_000));
        var cid = Cid.of(node.time.millis(), random(), random());
        var send = Send.newBuilder()
                .setConversation(conversation)
                .setCid(cid.toString())
                .setBody(body);
        return from.ask(Request.newBuilder().setSend(send)).getSent();
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong();
    }

    /// What a client knows that follows the rules: it applies events without gap, and fetches what it was
    /// only told of.
    private static List<Long> messagesSeenBy(WireClient client, String conversation, long head) throws Exception {
        Map<Long, Long> idsBySeq = new TreeMap<>();
        long have = 1;
        boolean wasTold = false;
        while (have < head) {
            var frame = client.next();
            var change = frame.getEvent().getConversation();
            if (change.hasMessage() && change.getChange() == have + 1) {
                have++;
                idsBySeq.put(change.getMessage().getSeq(), change.getMessage().getMessageId());
            } else if (frame.hasPosition() || change.hasMessage()) {
                wasTold = wasTold || frame.hasPosition();
                have = fetch(client, conversation, have, idsBySeq);
            }
        }
        assertThat(wasTold).isTrue();
        return List.copyOf(idsBySeq.values());
    }

    private static long fetch(WireClient client, String conversation, long from, Map<Long, Long> idsBySeq)
            throws Exception {
        var request = FetchDiff.newBuilder().setConversation(conversation).setFromChange(from);
        var diff = client.ask(Request.newBuilder().setFetchDiff(request)).getDiff();
        if (diff.getStartOver()) {
            return history(client, conversation, idsBySeq, diff.getToChange());
        }
        diff.getMessagesList().forEach(message -> idsBySeq.put(message.getSeq(), message.getMessageId()));
        return diff.getToChange();
    }

    private static long history(WireClient client, String conversation, Map<Long, Long> idsBySeq, long toChange)
            throws Exception {
        long from = 0;
        boolean isMore = true;
        while (isMore) {
            var request = FetchHistory.newBuilder()
                    .setConversation(conversation)
                    .setFromSeq(from)
                    .setOldestFirst(true);
            var page = client.ask(Request.newBuilder().setFetchHistory(request)).getHistory();
            page.getMessagesList().forEach(message -> idsBySeq.put(message.getSeq(), message.getMessageId()));
            isMore = page.getMore();
            from = idsBySeq.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        }
        return toChange;
    }
}
