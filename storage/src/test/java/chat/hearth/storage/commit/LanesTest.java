package chat.hearth.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.StoreMeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Several writers, and transactions that are lost.
class LanesTest {
    private final Semaphore begins = new Semaphore(1000);

    private static GroupCommit over(ScriptedEngine... engines) {
        return new GroupCommit(List.of(engines), new CommitLimits(1000, 100, 4), StoreMeter.NONE, fault -> {
            throw new AssertionError(fault);
        });
    }

    private static CompletableFuture<AppendOutcome> submit(GroupCommit commits, long conversation, String text) {
        var to = ConversationId.group(new GroupId("g" + conversation), 0);
        var body = World.text(text);
        var message = new NewMessage(
                conversation, to, 1, new UserId("a"), World.cid(), body, Digest.of(to, body), null, 1, null);
        var done = new CompletableFuture<AppendOutcome>();
        commits.append(PendingMessage.of(message), done::complete);
        return done;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void triesALostTransactionAgain() {
        var losses = new AtomicInteger(4);
        var engine = new ScriptedEngine(begins, _ -> {}, () -> {
            if (losses.getAndDecrement() > 0) {
                throw new LostTransaction("a deadlock");
            }
        });
        try (var commits = over(engine)) {
            assertThat(World.await(submit(commits, 1, "m"))).isInstanceOf(Stored.class);
        }
        assertThat(engine.commits).containsExactly(List.of("m"));
    }

    @Test
    void givesUpATransactionThatIsLostAgainAndAgain() {
        var engine = new ScriptedEngine(
                begins,
                text -> {
                    if (text.equals("unlucky")) {
                        throw new LostTransaction("a deadlock");
                    }
                },
                () -> {});
        try (var commits = over(engine)) {
            assertThat(World.await(submit(commits, 1, "unlucky")))
                    .isEqualTo(new Refused(Refusal.of(ErrorCode.UNAVAILABLE)));
            assertThat(World.await(submit(commits, 1, "lucky"))).isInstanceOf(Stored.class);
        }
    }

    /// The second may build on the first, whose commit may be done already although nobody told us.
    @Test
    void releasesInTheOrderInWhichCommitsWereSent() {
        var isCommitting = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var isCommitted = new CountDownLatch(1);
        var slow = new ScriptedEngine(begins, _ -> {}, () -> {
            isCommitting.countDown();
            await(mayEnd);
        });
        var quick = new ScriptedEngine(begins, _ -> {}, isCommitted::countDown);
        try (var commits = over(slow, quick)) {
            var first = submit(commits, 2, "first");
            await(isCommitting);
            var second = submit(commits, 1, "second");
            await(isCommitted);
            assertThat(second).isNotDone();
            var isFirstDone = second.thenApply(_ -> first.isDone());
            mayEnd.countDown();
            assertThat(World.await(first)).isInstanceOf(Stored.class);
            assertThat(World.await(isFirstDone)).isTrue();
        }
        assertThat(slow.commits).containsExactly(List.of("first"));
        assertThat(quick.commits).containsExactly(List.of("second"));
    }
}
