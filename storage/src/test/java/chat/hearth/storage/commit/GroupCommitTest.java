package chat.hearth.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.StoreMeter;
import chat.hearth.storage.engine.UncertainCommit;
import chat.hearth.storage.engine.UnstorableWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    /// Adds up what the group commit tells.
    private static final class Counts implements StoreMeter {
        private final AtomicInteger committed = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void committed(int writes, long nanos) {
            committed.addAndGet(writes);
        }

        @Override
        public void writesRefused(int writes) {
            refused.addAndGet(writes);
        }
    }

    private static void fine() {}

    private final Counts meter = new Counts();
    private final CompletableFuture<Throwable> uncertain = new CompletableFuture<>();
    private final Semaphore begins = new Semaphore(0);

    private GroupCommit over(ScriptedEngine engine) {
        return new GroupCommit(engine, new CommitLimits(1000, 100, 4), meter, uncertain::complete);
    }

    private static PendingMessage message(String text) {
        var to = ConversationId.group(new GroupId("team"), 0);
        var body = World.text(text);
        return PendingMessage.of(
                new NewMessage(1, to, 1, new UserId("a"), World.cid(), body, Digest.of(to, body), null, 1, null));
    }

    private static CompletableFuture<AppendOutcome> submit(GroupCommit commits, String text) {
        var done = new CompletableFuture<AppendOutcome>();
        commits.append(message(text), done::complete);
        return done;
    }

    /// Queues while the writer is held with a first write of its own, so that these share one batch.
    private List<AppendOutcome> inOneBatch(GroupCommit commits, ScriptedEngine engine, String... texts) {
        var first = submit(commits, "first");
        awaitWriterAt(engine, commits);
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        for (var text : texts) {
            waiting.add(submit(commits, text));
        }
        begins.release(1000);
        assertThat(World.await(first)).isInstanceOf(Stored.class);
        return waiting.stream().map(World::await).toList();
    }

    private static void awaitWriterAt(ScriptedEngine engine, GroupCommit commits) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (commits.queued() > 0 || !engine.begins.hasQueuedThreads()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static ErrorCode code(AppendOutcome outcome) {
        return outcome instanceof Refused(var refusal) ? refusal.code() : ErrorCode.ERROR_CODE_UNSPECIFIED;
    }

    @Test
    void writesWhatHasQueuedInOneCommit() {
        var engine = new ScriptedEngine(begins, _ -> {}, GroupCommitTest::fine);
        try (var commits = over(engine)) {
            assertThat(inOneBatch(commits, engine, "a", "b", "c")).hasSize(3);
        }
        assertThat(engine.commits).containsExactly(List.of("first"), List.of("a", "b", "c"));
        assertThat(engine.isClosed).isTrue();
    }

    @Test
    void cutsLongQueuesIntoBatches() {
        var engine = new ScriptedEngine(begins, _ -> {}, GroupCommitTest::fine);
        try (var commits = over(engine)) {
            inOneBatch(commits, engine, "m ".repeat(250).split(" "));
        }
        assertThat(engine.commits).extracting(List::size).containsExactly(1, 100, 100, 50);
    }

    @Test
    void keepsTheOrderOfDifferentWrites() {
        var engine = new ScriptedEngine(begins, _ -> {}, GroupCommitTest::fine);
        try (var commits = over(engine)) {
            var first = submit(commits, "first");
            awaitWriterAt(engine, commits);
            var before = submit(commits, "before");
            var redeemed = commits.submit(t -> t.redeem(1, 7));
            var after = submit(commits, "after");
            begins.release(10);
            assertThat(World.await(redeemed)).isTrue();
            assertThat(List.of(World.await(first), World.await(before), World.await(after)))
                    .allMatch(o -> o instanceof Stored);
        }
        assertThat(engine.commits.getLast()).containsExactly("before", "redeem 7", "after");
    }

    @Test
    void refusesOnlyTheWriteAtFault() {
        var engine = new ScriptedEngine(
                begins,
                text -> {
                    if (text.equals("bad")) {
                        throw new UnstorableWrite("can't be stored", new IllegalArgumentException());
                    }
                },
                GroupCommitTest::fine);
        try (var commits = over(engine)) {
            var outcomes = inOneBatch(commits, engine, "a", "b", "bad", "c", "d", "e");
            assertThat(outcomes)
                    .extracting(GroupCommitTest::code)
                    .containsExactly(
                            ErrorCode.ERROR_CODE_UNSPECIFIED,
                            ErrorCode.ERROR_CODE_UNSPECIFIED,
                            ErrorCode.INVALID_ARGUMENT,
                            ErrorCode.ERROR_CODE_UNSPECIFIED,
                            ErrorCode.ERROR_CODE_UNSPECIFIED,
                            ErrorCode.ERROR_CODE_UNSPECIFIED);
        }
        assertThat(engine.commits.stream().flatMap(List::stream)).containsExactly("first", "a", "b", "c", "d", "e");
    }

    @Test
    void refusesABugWithInternal() {
        var engine = new ScriptedEngine(
                begins,
                text -> {
                    if (text.equals("bug")) {
                        throw new IllegalStateException("a bug");
                    }
                },
                GroupCommitTest::fine);
        try (var commits = over(engine)) {
            assertThat(inOneBatch(commits, engine, "a", "bug"))
                    .extracting(GroupCommitTest::code)
                    .containsExactly(ErrorCode.ERROR_CODE_UNSPECIFIED, ErrorCode.INTERNAL);
        }
    }

    @Test
    void refusesTheWholeBatchWhenTheEngineCanNotWriteAndGoesOn() {
        var failures = new AtomicInteger(1);
        var engine = new ScriptedEngine(
                begins,
                text -> {
                    if (text.equals("b") && failures.getAndDecrement() > 0) {
                        throw new StoreUnavailable("the disk is full");
                    }
                },
                GroupCommitTest::fine);
        try (var commits = over(engine)) {
            assertThat(inOneBatch(commits, engine, "a", "b", "c"))
                    .extracting(GroupCommitTest::code)
                    .containsOnly(ErrorCode.UNAVAILABLE);
            assertThat(World.await(submit(commits, "b"))).isInstanceOf(Stored.class);
        }
        assertThat(engine.commits).containsExactly(List.of("first"), List.of("b"));
        assertThat(meter.committed).hasValue(2);
        assertThat(meter.refused).hasValue(3);
    }

    @Test
    void answersNobodyWhenACommitIsUncertainAndStops() {
        var commitsLeft = new AtomicInteger(1);
        var engine = new ScriptedEngine(begins, _ -> {}, () -> {
            if (commitsLeft.getAndDecrement() == 0) {
                throw new UncertainCommit("fsync failed", new IllegalStateException());
            }
        });
        var commits = over(engine);
        begins.release(10);
        assertThat(World.await(submit(commits, "safe"))).isInstanceOf(Stored.class);
        var unknown = submit(commits, "unknown");
        assertThat(World.await(uncertain)).isInstanceOf(UncertainCommit.class);
        assertThat(code(World.await(submit(commits, "late")))).isEqualTo(ErrorCode.UNAVAILABLE);
        commits.close();
        assertThat(unknown).isNotDone();
        assertThat(engine.isClosed).isTrue();
    }

    @Test
    void commitsTheNextBatchWhileTheOneBeforeIsReleased() throws InterruptedException {
        var engine = new ScriptedEngine(begins, _ -> {}, GroupCommitTest::fine);
        begins.release(10);
        var isReleasing = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        try (var commits = over(engine)) {
            commits.append(message("slow"), _ -> {
                isReleasing.countDown();
                World.await(CompletableFuture.runAsync(() -> awaitLatch(mayGoOn)));
            });
            awaitLatch(isReleasing);
            var next = submit(commits, "next");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (engine.commits.size() < 2) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThat(next).isNotDone();
            mayGoOn.countDown();
            assertThat(World.await(next)).isInstanceOf(Stored.class);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
