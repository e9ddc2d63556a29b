package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.log.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface DeliveredContract extends Opened {
    @Test
    default void movesADeliveredPositionForwardAndNothingElse() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        world().sayAll(chat, anna, 5);
        world().read(bert, chat, 1);
        var before = store().inbox().entry(bert.key(), chat.key()).orElseThrow();
        assertThat(world().delivered(bert, chat, 3))
                .isEqualTo(new ReadPosition(bert.key(), chat.key(), 1, 1, before.pts(), false, 3, true));
        assertThat(store().inbox().entry(bert.key(), chat.key()))
                .contains(new InboxEntry(
                        before.conversation(),
                        before.membership(),
                        1,
                        1,
                        before.pts(),
                        before.last(),
                        before.counterpartReadSeq(),
                        3,
                        before.counterpartDeliveredSeq()));
        var seen = store().inbox().page(anna.key(), 10, "").entries().getFirst();
        assertThat(seen.counterpartReadSeq()).isEqualTo(1);
        assertThat(seen.counterpartDeliveredSeq()).isEqualTo(3);
    }

    @Test
    default void neverMovesADeliveredPositionBackNorPastTheHeadNorForAStranger() {
        var anna = world().user("a");
        var bert = world().user("b");
        var cora = world().user("c");
        var chat = world().direct(anna, bert);
        world().sayAll(chat, anna, 5);
        assertThat(world().delivered(bert, chat, 4711).deliveredSeq()).isEqualTo(5);
        assertThat(world().delivered(bert, chat, 4))
                .matches(p -> p.deliveredSeq() == 5 && !p.hasReached() && !p.hasMoved());
        assertThat(world().delivered(cora, chat, 4))
                .isEqualTo(new ReadPosition(cora.key(), chat.key(), 0, 0, 0, false));
    }

    @Test
    default void countsWhatIsReadAsDelivered() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        world().sayAll(chat, anna, 5);
        assertThat(world().read(bert, chat, 3).deliveredSeq()).isEqualTo(3);
        assertThat(world().delivered(bert, chat, 2).deliveredSeq()).isEqualTo(3);
        assertThat(world().delivered(bert, chat, 4).deliveredSeq()).isEqualTo(4);
        assertThat(world().read(bert, chat, 2).deliveredSeq()).isEqualTo(4);
        var both = World.await(store().inbox().advance(List.of(new ReadAdvance(bert.key(), chat.key(), 4, 5))));
        assertThat(both.getFirst()).matches(p -> p.hasMoved() && !p.hasReached() && p.deliveredSeq() == 5);
    }

    @Test
    default void releasesOneChangeForWhatMoved() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        world().sayAll(chat, anna, 5);
        var position = world().delivered(bert, chat, 3);
        world().delivered(bert, chat, 3);
        world().read(bert, chat, 4);
        world().say(chat, anna, "so that everything before is released");
        var delivered = recorder().changes(Change.DeliveredMoved.class);
        assertThat(delivered).hasSize(1);
        assertThat(delivered.getFirst().position()).isEqualTo(position);
        assertThat(delivered.getFirst().reader()).isEqualTo(bert.id());
        assertThat(delivered.getFirst().conversation().id()).isEqualTo(chat.id());
        assertThat(recorder().changes(Change.ReadMoved.class)).hasSize(1);
    }

    @Test
    default void tellsAReturningDeviceHowFarTheOtherReceived() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        var group = world().group("team", anna, bert);
        world().sayAll(chat, anna, 3);
        world().sayAll(group, anna, 3);
        var before = store().inbox().resume(new ResumeQuery(anna.key(), 0, 0, Map.of(), 100));
        world().delivered(bert, chat, 2);
        world().delivered(bert, group, 2);
        var missed = new ResumeQuery(anna.key(), before.nextMark(), before.pts(), Map.of(), 100);
        assertThat(store().inbox().resume(missed).touched())
                .containsExactly(new Touched(world().now(chat), null, 0, 2));
    }

    @Test
    default void tellsHowFarAMessageHasCome() {
        var users = world().users(5);
        var anna = users.getFirst();
        var chat = world().group("team", anna, users.subList(1, 4));
        world().sayAll(chat, anna, 3);
        var newcomer = users.get(4);
        World.await(store().conversations().addMembers(chat.key(), anna.key(), List.of(newcomer.key()), 10));
        world().read(anna, chat, 3);
        world().read(users.get(1), chat, 3);
        world().read(newcomer, chat, 3);
        world().delivered(users.get(2), chat, 2);
        assertThat(store().inbox().reached(chat.key(), 2, 10))
                .containsExactly(
                        new Reached(users.get(1).id(), true),
                        new Reached(users.get(2).id(), false));
        assertThat(store().inbox().reached(chat.key(), 3, 10))
                .containsExactly(new Reached(users.get(1).id(), true));
        assertThat(store().inbox().reached(chat.key(), 2, 1)).hasSize(1);
        assertThat(store().inbox().readerCount(chat.key(), 2)).isEqualTo(1);
        world().say(chat, users.get(1), "after the newcomer");
        world().read(newcomer, chat, 4);
        assertThat(store().inbox().reached(chat.key(), 4, 10)).containsExactly(new Reached(newcomer.id(), true));
        assertThat(store().inbox().readerCount(chat.key(), 4)).isEqualTo(1);
    }

    @Test
    default void countsTheReadersOfALargeGroup() {
        var users = world().users(250);
        var chat = world().group("team", users.getFirst(), users.subList(1, 250));
        world().sayAll(chat, users.getFirst(), 2);
        World.await(store().inbox()
                .advance(users.stream()
                        .limit(240)
                        .map(u -> new ReadAdvance(u.key(), chat.key(), 2))
                        .toList()));
        assertThat(store().inbox().readerCount(chat.key(), 2)).isEqualTo(239);
        assertThat(store().inbox().reached(chat.key(), 2, 200)).hasSize(200);
    }
}
