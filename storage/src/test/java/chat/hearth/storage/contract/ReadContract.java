package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

interface ReadContract extends Opened {
    @Test
    default void movesAReadPositionForward() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        world().say(chat, anna, "one");
        world().append(World.message(chat, anna, World.uncounted("two")));
        world().say(chat, anna, "three");
        assertThat(world().read(bert, chat, 2)).isEqualTo(new ReadPosition(bert.key(), chat.key(), 2, 1, 2, true));
        assertThat(world().read(bert, chat, 3)).isEqualTo(new ReadPosition(bert.key(), chat.key(), 3, 2, 3, true));
        var entry = store().inbox().entry(bert.key(), chat.key()).orElseThrow();
        assertThat(entry.readSeq()).isEqualTo(3);
        assertThat(entry.readCounted()).isEqualTo(2);
        assertThat(entry.pts()).isEqualTo(3);
        assertThat(entry.membership().readSeq()).isEqualTo(3);
    }

    @Test
    default void neverMovesBackAndThenWritesNothing() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 5);
        world().read(anna, chat, 4);
        assertThat(world().read(anna, chat, 3)).isEqualTo(new ReadPosition(anna.key(), chat.key(), 4, 4, 2, false));
        assertThat(world().read(anna, chat, 4).hasMoved()).isFalse();
    }

    @Test
    default void neverMovesPastTheHead() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 5);
        assertThat(world().read(anna, chat, 4711).readSeq()).isEqualTo(5);
    }

    @Test
    default void movesNothingForAStranger() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 5);
        assertThat(world().read(bert, chat, 3)).isEqualTo(new ReadPosition(bert.key(), chat.key(), 0, 0, 0, false));
    }

    @Test
    default void movesManyInOneCommitAndAnswersInOrder() {
        var users = world().users(20);
        var chat = world().group("team", users.getFirst(), users.subList(1, 20));
        world().sayAll(chat, users.getFirst(), 5);
        var wishes =
                users.stream().map(u -> new ReadAdvance(u.key(), chat.key(), 5)).toList();
        var positions = World.await(store().inbox().advance(wishes));
        assertThat(positions).extracting(ReadPosition::user).isEqualTo(World.keys(users.stream()));
        assertThat(positions).allMatch(p -> p.hasMoved() && p.readSeq() == 5);
        world().say(chat, users.getFirst(), "so that everything before is released");
        var moves = recorder().changes(Change.ReadMoved.class);
        assertThat(moves).extracting(Change.ReadMoved::position).isEqualTo(positions);
        assertThat(moves)
                .extracting(Change.ReadMoved::reader)
                .isEqualTo(users.stream().map(u -> u.id()).toList());
        assertThat(moves.getFirst().conversation().id()).isEqualTo(chat.id());
    }

    @Test
    default void tellsNobodyOfAPositionThatStood() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().say(chat, anna, "m");
        var same = new ReadAdvance(anna.key(), chat.key(), 1);
        var positions = World.await(store().inbox().advance(List.of(same, same)));
        assertThat(positions).extracting(ReadPosition::hasMoved).containsExactly(true, false);
        world().say(chat, anna, "so that everything before is released");
        assertThat(recorder().changes(Change.ReadMoved.class)).hasSize(1);
    }
}
