package chat.hearth.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.fake.FakeLink;
import chat.hearth.client.fake.FakeLoop;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final String TALK = "d:alice:bob";
    private static final long NOW_MS = 1_700_000_000_000L;

    private final FakeLoop loop = new FakeLoop();
    private final FakeLink link = new FakeLink(loop);
    private final Exchange exchange = new Exchange(() -> {});
    private final ServerClock clock = new ServerClock(loop, new SplittableRandom(1));
    private final Outbox outbox =
            new Outbox(loop, exchange, clock, new SplittableRandom(2), new OutboxBounds(10, 8, 1_000), (_, _, _) -> {});

    private void attach() {
        clock.told(NOW_MS);
        exchange.open(link, 64, 1);
        outbox.attached();
    }

    private CompletableFuture<SendResult> send(String conversation, String text) {
        return outbox.submit(conversation, Body.newBuilder().setText(text).build());
    }

    private Send sent(int index) {
        return link.sent.get(index).getSend();
    }

    private List<String> texts() {
        return link.sent.stream()
                .map(each -> each.getSend().getBody().getText())
                .toList();
    }

    private void acknowledge(int index) {
        var sent = Sent.newBuilder().setCid(sent(index).getCid()).build();
        exchange.received(Reply.newBuilder()
                .setId(link.sent.get(index).getId())
                .setSent(sent)
                .build());
    }

    private void refuse(int index, ErrorCode code) {
        refuse(index, Error.newBuilder().setCode(code).build());
    }

    private void refuse(int index, Error error) {
        exchange.received(Reply.newBuilder()
                .setId(link.sent.get(index).getId())
                .setError(error)
                .build());
    }

    @Test
    void namesTheUnacknowledgedPredecessorOfTheSameConversation() {
        attach();
        var _ = send(TALK, "a");
        var _ = send(TALK, "b");
        var _ = send("d:alice:carol", "x");
        assertThat(sent(0).getAfterCid()).isEmpty();
        assertThat(sent(1).getAfterCid()).isEqualTo(sent(0).getCid());
        assertThat(sent(2).getAfterCid()).isEmpty();
        acknowledge(0);
        acknowledge(1);
        var _ = send(TALK, "c");
        assertThat(sent(3).getAfterCid()).isEmpty();
    }

    @Test
    void stampsCidsWithTheServersTime() {
        var _ = send(TALK, "a");
        attach();
        loop.advance(5_000);
        var _ = send(TALK, "b");
        assertThat(Cid.parse(sent(0).getCid()).timeMs()).isEqualTo(NOW_MS);
        assertThat(Cid.parse(link.sent.getLast().getSend().getCid()).timeMs()).isEqualTo(NOW_MS + 5_000);
    }

    @Test
    void resendsTheChainInOrderAfterAFailureInTheMiddle() {
        attach();
        var _ = send(TALK, "a");
        var _ = send(TALK, "b");
        var _ = send(TALK, "c");
        acknowledge(0);
        refuse(1, ErrorCode.OVERLOADED);
        assertThat(texts()).containsExactly("a", "b", "c");
        refuse(2, ErrorCode.PREDECESSOR_MISSING);
        var _ = send(TALK, "d");
        loop.advance(499);
        assertThat(texts()).hasSize(3);
        loop.advance(500);
        assertThat(texts()).containsExactly("a", "b", "c", "b", "c", "d");
        assertThat(sent(3).getCid()).isEqualTo(sent(1).getCid());
        assertThat(sent(3).getAfterCid()).isEmpty();
        assertThat(sent(4).getAfterCid()).isEqualTo(sent(1).getCid());
    }

    @Test
    void aRefusedPredecessorDoesNotHoldUpItsSuccessors() {
        attach();
        var first = send(TALK, "a");
        var second = send(TALK, "b");
        refuse(0, ErrorCode.TEXT_TOO_LONG);
        refuse(1, ErrorCode.PREDECESSOR_MISSING);
        assertThat(first.join()).isInstanceOf(SendResult.Refused.class);
        assertThat(sent(2).getBody().getText()).isEqualTo("b");
        assertThat(sent(2).getAfterCid()).isEmpty();
        acknowledge(2);
        assertThat(second.join()).isInstanceOf(SendResult.Stored.class);
    }

    @Test
    void waitsAtLeastAsLongAsTheServerAsks() {
        attach();
        var _ = send(TALK, "a");
        refuse(
                0,
                Error.newBuilder()
                        .setCode(ErrorCode.RATE_LIMITED)
                        .setRetryAfterMs(4_000)
                        .build());
        var _ = send("d:alice:carol", "x");
        loop.advance(3_999);
        assertThat(texts()).containsExactly("a");
        loop.advance(1_001);
        assertThat(texts()).containsExactlyInAnyOrder("a", "a", "x");
    }

    @Test
    void keepsToItsOwnInFlightBound() {
        attach();
        for (int i = 0; i < 10; i++) {
            var _ = send(TALK, "m" + i);
        }
        assertThat(texts()).hasSize(8);
        acknowledge(0);
        assertThat(texts()).hasSize(9);
    }

    @Test
    void refusesMoreThanItHolds() {
        for (int i = 0; i < 10; i++) {
            assertThat(send(TALK, "m" + i)).isNotDone();
        }
        assertThat(send(TALK, "more").join()).isEqualTo(new SendResult.OutboxFull(10));
    }

    @Test
    void sendsAgainWhatNobodyAcknowledged() {
        attach();
        var _ = send(TALK, "a");
        loop.advance(1_000);
        assertThat(texts()).containsExactly("a", "a");
        assertThat(sent(1).getCid()).isEqualTo(sent(0).getCid());
    }

    @Test
    void stampsAFreshCidOnlyWhenTheFirstAttemptWasOutOfTheWindow() {
        attach();
        var send = send(TALK, "a");
        refuse(
                0,
                Error.newBuilder()
                        .setCode(ErrorCode.CID_OUT_OF_WINDOW)
                        .setServerTimeMs(NOW_MS + Duration.ofDays(20).toMillis())
                        .build());
        assertThat(Cid.parse(sent(1).getCid()).timeMs())
                .isEqualTo(NOW_MS + Duration.ofDays(20).toMillis());
        acknowledge(1);
        assertThat(send.join()).isInstanceOf(SendResult.Stored.class);
    }

    @Test
    void asksThePersonAboutASendThatGrewTooOld() {
        attach();
        var send = send(TALK, "a");
        exchange.shut();
        outbox.detached();
        loop.advance(Duration.ofDays(7).toMillis() + 1);
        exchange.open(link, 64, 1);
        outbox.attached();
        assertThat(send.join()).isInstanceOf(SendResult.TooOld.class);
    }

    @Test
    void givesUpOnASendThatMeetsAFaultEachTime() {
        attach();
        var send = send(TALK, "a");
        for (int i = 0; i < 5; i++) {
            refuse(i, ErrorCode.INTERNAL);
            loop.advance(3_000);
        }
        assertThat(send.join())
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(texts()).hasSize(5);
    }

    @Test
    void refusesWhatIsLargerThanAFrame() {
        attach();
        link.limitFrames(1_000);
        assertThat(send(TALK, "x".repeat(2_000)).join()).isInstanceOf(SendResult.Refused.class);
        var _ = send(TALK, "small");
        assertThat(texts()).containsExactly("small");
    }

    @Test
    void abandonsWhatIsLeftAtItsEnd() {
        attach();
        var attempted = send(TALK, "a");
        exchange.shut();
        outbox.detached();
        var queued = send(TALK, "b");
        outbox.close("over");
        assertThat(attempted.join()).isEqualTo(new SendResult.Abandoned("over", true));
        assertThat(queued.join()).isEqualTo(new SendResult.Abandoned("over", false));
        assertThat(outbox.size()).isZero();
    }
}
