package chat.hearth.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.fake.FakeLink;
import chat.hearth.client.fake.FakeLoop;
import chat.hearth.client.request.Calls.Repeat;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Pong;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final FakeLoop loop = new FakeLoop();
    private final FakeLink link = new FakeLink(loop);
    private final Exchange exchange = new Exchange(() -> this.pump());
    private final Calls calls = new Calls(loop, exchange, 5);

    private void pump() {
        calls.pump();
    }

    private CompletableFuture<Reply> call(Repeat repeat) {
        return calls.call(Request.newBuilder().setPing(Ping.getDefaultInstance()), 10_000, repeat);
    }

    private void answer(int index, Reply.Builder reply) {
        exchange.received(reply.setId(link.sent.get(index).getId()).build());
    }

    private static Reply.Builder pong() {
        return Reply.newBuilder().setPong(Pong.getDefaultInstance());
    }

    private static Reply.Builder error(ErrorCode code) {
        return Reply.newBuilder().setError(Error.newBuilder().setCode(code));
    }

    private static Throwable failure(CompletableFuture<Reply> future) {
        return future.exceptionNow();
    }

    @Test
    void answersFindTheirRequestsInAnyOrder() {
        exchange.open(link, 64, 1);
        var first = call(Repeat.YES);
        var second = call(Repeat.YES);
        answer(1, pong());
        assertThat(second).isCompleted();
        assertThat(first).isNotDone();
        answer(0, pong());
        assertThat(first).isCompleted();
    }

    @Test
    void keepsOnePlaceBelowTheServersLimitFree() {
        exchange.open(link, 3, 1);
        for (int i = 0; i < 3; i++) {
            var _ = call(Repeat.YES);
        }
        assertThat(link.sent).hasSize(2);
        answer(0, pong());
        assertThat(link.sent).hasSize(3);
    }

    @Test
    void waitsForAConnectionButNotPastItsDeadline() {
        var early = call(Repeat.YES);
        loop.advance(10_000);
        assertThat(failure(early)).isInstanceOf(RequestFailed.TimedOut.class);
        var later = call(Repeat.YES);
        exchange.open(link, 64, 1);
        calls.pump();
        answer(0, pong());
        assertThat(later).isCompleted();
    }

    @Test
    void asksAgainWhenTheCatalogueSaysSo() {
        exchange.open(link, 64, 1);
        var call = call(Repeat.YES);
        answer(0, error(ErrorCode.UNAVAILABLE));
        loop.advance(1_000);
        answer(1, pong());
        assertThat(call).isCompleted();
    }

    @Test
    void aRefusalFailsTheCall() {
        exchange.open(link, 64, 1);
        var call = call(Repeat.YES);
        answer(0, error(ErrorCode.FORBIDDEN));
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        RequestFailed.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void whatMayBeRepeatedIsAskedAgainOnTheNextConnectionAndTheRestFails() {
        exchange.open(link, 64, 1);
        var repeatable = call(Repeat.YES);
        var once = call(Repeat.NO);
        exchange.shut();
        calls.detached();
        assertThat(failure(once)).isInstanceOf(RequestFailed.ConnectionLost.class);
        exchange.open(link, 64, 1);
        calls.pump();
        answer(2, pong());
        assertThat(repeatable).isCompleted();
    }

    @Test
    void takesNoMoreThanItsBound() {
        for (int i = 0; i < 5; i++) {
            var _ = call(Repeat.YES);
        }
        assertThat(failure(call(Repeat.YES))).isInstanceOf(RequestFailed.NotSent.class);
    }
}
