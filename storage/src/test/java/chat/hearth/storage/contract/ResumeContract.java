package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.user.StoredUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface ResumeContract extends Opened {
    private ResumeSnapshot resume(StoredUser user, long mark, long pts, Map<Long, Long> have, int maxEvents) {
        return store().inbox().resume(new ResumeQuery(user.key(), mark, pts, have, maxEvents));
    }

    private static List<Long> touchedKeys(ResumeSnapshot snapshot) {
        return snapshot.touched().stream().map(t -> t.conversation().key()).toList();
    }

    @Test
    default void tellsWhatMovedSinceTheMark() {
        var anna = world().user("a");
        var quiet = world().group("quiet", anna);
        var busy = world().group("busy", anna);
        awaitAllTold();
        var before = resume(anna, 0, 0, Map.of(), 100);
        assertThat(touchedKeys(before)).containsExactlyInAnyOrder(quiet.key(), busy.key());
        world().say(busy, anna, "m");
        awaitAllTold();
        var after = resume(anna, before.nextMark(), before.pts(), Map.of(busy.key(), 1L), 100);
        assertThat(touchedKeys(after)).containsExactly(busy.key());
        var diff = Objects.requireNonNull(after.touched().getFirst().diff());
        assertThat(diff.messages()).extracting(m -> m.body()).containsExactly(World.text("m"));
        assertThat(after.touched().getFirst().conversation()).isEqualTo(world().now(busy));
        assertThat(resume(anna, after.nextMark(), after.pts(), Map.of(), 100).touched())
                .isEmpty();
    }

    @Test
    default void tellsOnlyThePositionOfWhatTheDeviceDoesNotHold() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().say(chat, anna, "m");
        assertThat(resume(anna, 0, 0, Map.of(), 100).touched())
                .containsExactly(new Touched(world().now(chat), null, 0));
        assertThat(resume(anna, 0, 0, Map.of(chat.key(), 99L), 100).touched())
                .containsExactly(new Touched(world().now(chat), null, 0));
    }

    @Test
    default void tellsPositionsOnceThereAreTooManyEvents() {
        var anna = world().user("a");
        var one = world().group("one", anna);
        var two = world().group("two", anna);
        var three = world().group("three", anna);
        world().sayAll(one, anna, 5);
        world().sayAll(two, anna, 5);
        world().sayAll(three, anna, 2);
        var have = Map.of(one.key(), 1L, two.key(), 1L, three.key(), 1L);
        var touched = resume(anna, 0, 0, have, 8).touched();
        assertThat(touched).extracting(t -> t.conversation().key()).containsExactly(one.key(), two.key(), three.key());
        assertThat(touched).extracting(t -> t.diff() != null).containsExactly(true, false, true);
    }

    @Test
    default void tellsThatTheOtherSideOfADirectConversationHasReadOn() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        var group = world().group("team", anna, bert);
        world().sayAll(chat, anna, 3);
        world().sayAll(group, anna, 3);
        var before = resume(anna, 0, 0, Map.of(), 100);
        world().read(bert, chat, 2);
        world().read(bert, group, 2);
        var after = resume(anna, before.nextMark(), before.pts(), Map.of(), 100);
        assertThat(after.touched()).containsExactly(new Touched(world().now(chat), null, 2));
        world().read(bert, chat, 2);
        assertThat(resume(anna, after.nextMark(), after.pts(), Map.of(), 100).touched())
                .isEmpty();
    }

    @Test
    default void tellsWhichEntriesChangedSincePts() {
        var anna = world().user("a");
        var one = world().group("one", anna);
        var two = world().group("two", anna);
        world().say(one, anna, "m");
        world().read(anna, one, 1);
        var all = resume(anna, 0, 0, Map.of(), 100);
        assertThat(all.pts()).isEqualTo(3);
        assertThat(all.entries()).extracting(e -> e.conversation().key()).containsExactly(two.key(), one.key());
        var newest = resume(anna, 0, 2, Map.of(), 100);
        assertThat(newest.entries()).extracting(e -> e.pts()).containsExactly(3L);
        assertThat(resume(anna, 0, 3, Map.of(), 100).entries()).isEmpty();
    }

    @Test
    default void tellsAStrangerNothing() {
        var anna = world().user("a");
        world().say(world().group("team", anna), anna, "m");
        var nothing = resume(world().user("b"), 0, 0, Map.of(), 100);
        assertThat(nothing.touched()).isEmpty();
        assertThat(nothing.entries()).isEmpty();
        assertThat(nothing.pts()).isZero();
        assertThat(nothing.nextMark()).isPositive();
    }

    @Test
    default void hidesFromANewcomerWhatCameBefore() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().group("team", anna);
        world().say(chat, anna, "before");
        World.await(store().conversations().addMembers(chat.key(), anna.key(), List.of(bert.key()), 10));
        world().say(world().now(chat), anna, "after");
        var diff = resume(bert, 0, 0, Map.of(chat.key(), 0L), 100)
                .touched()
                .getFirst()
                .diff();
        assertThat(Objects.requireNonNull(diff).messages())
                .extracting(m -> m.body())
                .containsExactly(World.text("after"));
    }

    @Test
    default void skipsNothingThatIsCommittedWhileADeviceResumes() throws InterruptedException {
        var anna = world().user("a");
        var one = world().group("one", anna);
        var two = world().group("two", anna);
        var have = new java.util.HashMap<>(Map.of(one.key(), 1L, two.key(), 1L));
        var got = new ArrayList<StoredMessage>();
        int count = 400;
        var sending = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < count; i++) {
                world().say(i % 3 == 0 ? one : two, anna, "m" + i);
            }
        });
        long mark = 0;
        while (got.size() < count) {
            boolean isLast = !sending.isAlive();
            var snapshot = resume(anna, mark, 0, have, 10_000);
            assertThat(snapshot.nextMark()).isGreaterThanOrEqualTo(mark);
            mark = snapshot.nextMark();
            for (var touched : snapshot.touched()) {
                var diff = Objects.requireNonNull(touched.diff());
                got.addAll(diff.messages());
                have.put(
                        touched.conversation().key(),
                        touched.conversation().heads().change());
            }
            if (isLast) {
                break;
            }
        }
        sending.join(20_000);
        assertSequence(got, one, 134);
        assertSequence(got, two, 266);
    }

    private static void assertSequence(List<StoredMessage> got, StoredConversation in, int count) {
        assertThat(got.stream().filter(m -> m.conversation() == in.key()).map(StoredMessage::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
    }
}
