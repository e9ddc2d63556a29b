package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.core.user.Profile;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.Recorder.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

interface ReleaseContract extends Opened {
    /// A listener that stops the releasing thread until it is let go.
    final class Gate implements CommitListener {
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public void released(long mark, Change change) {
            try {
                assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void committed(long mark) {}

        void open() {
            gate.countDown();
        }
    }

    @Test
    default void releasesEachAckRightBeforeItsChange() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        for (int i = 0; i < 100; i++) {
            store().messages()
                    .append(
                            World.message(chat, anna, World.text("m" + i)),
                            recorder().waiter());
        }
        store().close();
        var entries = recorder().entries();
        long seq = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Acked(Stored stored)) {
                assertThat(stored.seq()).isEqualTo(++seq);
                assertThat(entries.get(i + 1))
                        .isInstanceOfSatisfying(
                                Entry.Released.class,
                                next -> assertThat(next.change())
                                        .isInstanceOfSatisfying(
                                                Change.MessageAppended.class,
                                                appended -> assertThat(appended.stored())
                                                        .isEqualTo(stored)));
            }
        }
        assertThat(seq).isEqualTo(100);
    }

    /// A told mark never rises past a change that is yet to come, and covers all of them in the end.
    @Test
    default void tellsMarksOnlyWhenAllUpToThemIsReleased() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 50);
        long newest = awaitAllTold();
        store().close();
        long told = 0;
        for (var entry : recorder().entries()) {
            switch (entry) {
                case Entry.Released released -> assertThat(released.mark()).isGreaterThan(told);
                case Entry.Committed committed -> {
                    assertThat(committed.mark()).isGreaterThan(told);
                    told = committed.mark();
                }
                case Entry.Acked _ -> {}
            }
        }
        assertThat(told).isGreaterThanOrEqualTo(newest);
        assertThat(newest).isPositive();
    }

    @Test
    default void tellsOfNoChangeForADuplicate() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        var message = World.message(chat, anna, World.text("m"));
        world().append(message);
        world().append(message);
        store().close();
        assertThat(recorder().changes(Change.MessageAppended.class)).hasSize(1);
    }

    /// With the releasing thread held, the store takes in what its queue, one batch and the hand-over hold,
    /// and not one write more.
    @Test
    default void refusesWhatTheQueueCanNotHold() {
        var gate = new Gate();
        var full = new Refused(Refusal.of(ErrorCode.OVERLOADED));
        try (var small = openAnother(new CommitLimits(10, 4, 2))) {
            var there = new World(small);
            var anna = there.user("a");
            var chat = there.group("team", anna);
            small.follow(gate);
            var sent = new ArrayList<CompletableFuture<AppendOutcome>>();
            var put = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 100; i++) {
                sent.add(there.submit(World.message(chat, anna, World.text("m" + i))));
                put.add(small.users().put(new UserId("b" + i), Profile.named("", "B")));
            }
            assertThat(sent)
                    .filteredOn(s -> s.isDone() && full.equals(s.join()))
                    .hasSizeGreaterThan(60);
            assertThat(put)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .hasSizeGreaterThan(60);
            assertThatThrownBy(() -> World.await(firstFailed(put))).isInstanceOf(StoreOverloaded.class);
            gate.open();
            var outcomes = sent.stream().map(World::await).toList();
            var stored = outcomes.stream()
                    .filter(o -> !o.equals(full))
                    .map(World::stored)
                    .toList();
            assertThat(stored).isNotEmpty();
            assertThat(there.now(chat).heads().seq()).isEqualTo(stored.size());
        } finally {
            gate.open();
        }
    }

    private static CompletableFuture<?> firstFailed(List<CompletableFuture<?>> futures) {
        return futures.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void storesWhatIsQueuedWhenItCloses() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        for (int i = 0; i < 500; i++) {
            waiting.add(world().submit(World.message(chat, anna, World.text("m" + i))));
        }
        store().close();
        assertThat(waiting).allSatisfy(w -> assertThat(w).isCompletedWithValueMatching(o -> o instanceof Stored));
    }

    @Test
    default void refusesWritesAfterItClosed() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        store().close();
        assertThat(world().append(World.message(chat, anna, World.text("m"))))
                .isEqualTo(new Refused(Refusal.of(ErrorCode.UNAVAILABLE)));
        var late = store().users().put(new UserId("b"), Profile.named("", "B"));
        assertThatThrownBy(() -> World.await(late)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    default void goesOnWhenAFollowerFails() {
        try (var other = openAnother(CommitLimits.DEFAULT)) {
            other.follow(new CommitListener() {
                @Override
                public void released(long mark, Change change) {
                    throw new IllegalStateException("a faulty follower");
                }

                @Override
                public void committed(long mark) {}
            });
            var there = new World(other);
            var anna = there.user("a");
            var chat = there.group("team", anna);
            assertThat(List.of(there.say(chat, anna, "one"), there.say(chat, anna, "two")))
                    .extracting(Stored::seq)
                    .containsExactly(1L, 2L);
        }
    }
}
