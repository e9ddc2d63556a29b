package chat.hearth.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.fake.FakeInbox;
import chat.hearth.core.fake.ManualTimers;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.StoreOverloaded;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.protocol.v1.DeliveredMarked;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ReadMarked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeInbox store = new FakeInbox();
    private final ManualTimers timers = new ManualTimers();
    private final Receipts receipts = new Receipts(store, timers);

    @Test
    void writesTheFirstAfterAQuietTimeAtOnce() {
        var _ = receipts.read(1, 7, 3);
        timers.runDue();

        assertThat(store.writes()).hasSize(1);
        assertThat(store.writes().getFirst().wishes()).containsExactly(new ReadAdvance(1, 7, 3));
    }

    @Test
    void mergesWhatComesTogetherIntoOneWrite() {
        for (long user = 1; user <= 1000; user++) {
            var _ = receipts.read(user, 7, 3);
            var _ = receipts.read(user, 7, 5);
            receipts.implied(user, 7, 4);
        }
        timers.runDue();

        assertThat(store.writes()).hasSize(1);
        assertThat(store.writes().getFirst().wishes()).hasSize(1000).allMatch(wish -> wish.seq() == 5);
    }

    @Test
    void completesTheWaitersOnlyAfterTheWrite() {
        var first = receipts.read(1, 7, 3);
        var second = receipts.read(1, 7, 5);
        var other = receipts.read(2, 7, 1);
        timers.runDue();
        assertThat(List.of(first, second, other)).noneMatch(CompletableFuture::isDone);

        store.writes().getFirst().commit();

        assertThat(marked(first).getReadSeq()).isEqualTo(5);
        assertThat(marked(second).getReadSeq()).isEqualTo(5);
        assertThat(marked(second).getReadCounted()).isEqualTo(5);
        assertThat(marked(other).getReadSeq()).isEqualTo(1);
    }

    @Test
    void writesAtMostOnceASecond() {
        for (int tenths = 0; tenths < 100; tenths++) {
            var _ = receipts.read(1, 7, tenths);
            timers.pass(Duration.ofMillis(100));
            store.writes().forEach(FakeInbox.Write::commit);
        }

        assertThat(store.writes()).hasSizeBetween(9, 10);
    }

    @Test
    void waitsForASlowWriteBeforeTheNext() {
        var _ = receipts.read(1, 7, 1);
        timers.runDue();
        var waiting = receipts.read(1, 7, 2);
        timers.pass(Duration.ofMinutes(1));
        assertThat(store.writes()).hasSize(1);

        store.writes().getFirst().commit();
        timers.pass(SECOND);

        assertThat(store.writes()).hasSize(2);
        store.writes().getLast().commit();
        assertThat(marked(waiting).getReadSeq()).isEqualTo(2);
    }

    @Test
    void isIdleAfterAQuietSecond() {
        var _ = receipts.read(1, 7, 1);
        timers.runDue();
        store.writes().getFirst().commit();
        timers.pass(SECOND);

        assertThat(timers.waiting()).isZero();
        var _ = receipts.read(1, 7, 2);
        timers.runDue();
        assertThat(store.writes()).hasSize(2);
    }

    @Test
    void refusesTheWaitersOfAWriteThatFailed() {
        var unavailable = receipts.read(1, 7, 1);
        timers.runDue();
        store.writes().getFirst().done().completeExceptionally(new StoreUnavailable("test"));
        assertThat(code(unavailable)).isEqualTo(ErrorCode.UNAVAILABLE);

        var overloaded = receipts.read(1, 7, 1);
        timers.pass(SECOND);
        store.writes().getLast().done().completeExceptionally(new CompletionException(new StoreOverloaded("test")));
        assertThat(code(overloaded)).isEqualTo(ErrorCode.OVERLOADED);

        var broken = receipts.read(1, 7, 1);
        timers.pass(SECOND);
        store.writes().getLast().done().complete(List.of());
        assertThat(code(broken)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void leavesNobodyWaitingWhenTheStoreThrows() {
        store.breakWith(new StoreUnavailable("closed"));
        var first = receipts.read(1, 7, 1);
        timers.runDue();
        assertThat(code(first)).isEqualTo(ErrorCode.UNAVAILABLE);

        var second = receipts.read(1, 7, 2);
        timers.pass(SECOND);
        assertThat(code(second)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void refusesMorePositionsThanMayWait() {
        LongStream.range(0, Receipts.MAX_WAITING).forEach(user -> receipts.implied(user, 7, 1));

        assertThat(code(receipts.read(-1, 7, 1))).isEqualTo(ErrorCode.OVERLOADED);
        var known = receipts.read(5, 7, 2);
        assertThat(known).isNotDone();
        timers.runDue();
        assertThat(store.writes().getFirst().wishes()).hasSize(Receipts.MAX_WAITING);
    }

    @Test
    void refusesMoreWaitersThanMayWait() {
        var all = new ArrayList<CompletableFuture<Outcome<ReadMarked>>>();
        for (int i = 0; i <= Receipts.MAX_WAITING; i++) {
            all.add(receipts.read(1, 7, i));
        }

        assertThat(code(all.getLast())).isEqualTo(ErrorCode.OVERLOADED);
        timers.runDue();
        store.writes().getFirst().commit();
        assertThat(marked(all.getFirst()).getReadSeq()).isEqualTo(Receipts.MAX_WAITING - 1);
        assertThat(receipts.read(1, 7, 1)).isNotDone();
    }

    @Test
    void mergesWhatIsReadAndWhatIsDelivered() {
        var read = receipts.read(1, 7, 3);
        var delivered = receipts.delivered(1, Rows.conversation(7, 9), 8);
        var late = receipts.delivered(1, Rows.conversation(7, 9), 5);
        timers.runDue();
        assertThat(store.writes()).hasSize(1);
        assertThat(store.writes().getFirst().wishes()).containsExactly(new ReadAdvance(1, 7, 3, 8));
        assertThat(List.of(delivered, late)).noneMatch(CompletableFuture::isDone);

        store.writes().getFirst().commit();

        assertThat(marked(read).getReadSeq()).isEqualTo(3);
        assertThat(deliveredSeq(delivered)).isEqualTo(8);
        assertThat(deliveredSeq(late)).isEqualTo(8);
    }

    @Test
    void keepsNoDeliveriesOfALargeGroup() {
        var large = Rows.conversation(7, Rows.group(7), 9, 1, ReceiptLimits.TOLD + 1);
        assertThat(deliveredSeq(receipts.delivered(1, large, 5))).isZero();
        timers.runDue();
        assertThat(store.writes()).isEmpty();

        var _ = receipts.delivered(1, Rows.conversation(7, Rows.group(7), 9, 1, ReceiptLimits.TOLD), 5);
        timers.runDue();
        assertThat(store.writes().getFirst().wishes()).containsExactly(new ReadAdvance(1, 7, 0, 5));
    }

    private static long deliveredSeq(CompletableFuture<Outcome<DeliveredMarked>> future) {
        assertThat(future).isDone();
        return ((Outcome.Done<DeliveredMarked>) future.join()).value().getDeliveredSeq();
    }

    private static ReadMarked marked(CompletableFuture<Outcome<ReadMarked>> future) {
        assertThat(future).isDone();
        return ((Outcome.Done<ReadMarked>) future.join()).value();
    }

    private static ErrorCode code(CompletableFuture<Outcome<ReadMarked>> future) {
        assertThat(future).isDone();
        return ((Outcome.Refused<ReadMarked>) future.join()).refusal().code();
    }
}
