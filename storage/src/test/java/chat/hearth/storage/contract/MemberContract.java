package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.log.Change;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

interface MemberContract extends Opened {
    private Outcome<StoredConversation> add(StoredConversation to, StoredUser by, int limit, StoredUser... users) {
        return World.await(store().conversations().addMembers(to.key(), by.key(), World.keys(Stream.of(users)), limit));
    }

    @Test
    default void letsNewcomersSeeWhatComesAfterThem() {
        var anna = world().user("a");
        var group = world().group("team", anna);
        world().say(group, anna, "before");
        world().append(World.message(group, anna, World.uncounted("before, too")));
        var bert = world().user("b");
        var grown = World.done(add(group, anna, 10, bert));
        assertThat(grown.heads()).isEqualTo(new Heads(2, 4, 1));
        assertThat(grown.rulesVersion()).isGreaterThan(group.rulesVersion());
        assertThat(grown.memberCount()).isEqualTo(2);
        assertThat(world().now(group)).isEqualTo(grown);
        var member = store().conversations().membership(group.key(), bert.key()).orElseThrow();
        assertThat(member.visibleFromSeq()).isEqualTo(3);
        assertThat(member.change()).isEqualTo(4);
        assertThat(member.isPresent()).isTrue();
        var entry = store().inbox().entry(bert.key(), group.key()).orElseThrow();
        assertThat(entry.readSeq()).isEqualTo(2);
        assertThat(entry.readCounted()).isEqualTo(1);
        assertThat(entry.last()).isNull();
    }

    @Test
    default void addsManyInOneChange() {
        var users = world().users(6);
        var group = world().group("team", users.getFirst());
        var before = recorder().entries().size();
        var grown = World.done(add(group, users.getFirst(), 10, users.toArray(new StoredUser[0])));
        assertThat(grown.heads().change()).isEqualTo(2);
        assertThat(grown.memberCount()).isEqualTo(6);
        world().say(grown, users.getFirst(), "so that everything before is released");
        var changed = recorder().changes(Change.MembersChanged.class).getLast();
        assertThat(changed.members())
                .extracting(m -> m.user())
                .isEqualTo(World.keys(users.stream().skip(1)));
        assertThat(changed.members()).allMatch(m -> m.change() == 2);
        assertThat(changed.conversation()).isEqualTo(grown);
        assertThat(recorder().entries().size()).isGreaterThan(before);
    }

    @Test
    default void changesNothingIfAllAreMembers() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna, bert);
        assertThat(add(group, anna, 10, bert, bert)).isEqualTo(Outcome.done(group));
        assertThat(world().now(group)).isEqualTo(group);
    }

    @Test
    default void addsAUserNamedTwiceOnce() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna);
        assertThat(World.done(add(group, anna, 2, bert, bert)).memberCount()).isEqualTo(2);
    }

    @Test
    default void refusesMoreMembersThanTheLimit() {
        var users = world().users(4);
        var group = world().group("team", users.getFirst());
        assertThat(add(group, users.getFirst(), 3, users.toArray(new StoredUser[0])))
                .isEqualTo(Outcome.refused(ErrorCode.GROUP_FULL));
        assertThat(world().now(group)).isEqualTo(group);
        assertThat(store().conversations().members(group.key(), 0, 10)).hasSize(1);
    }

    @Test
    default void refusesToAddForAStranger() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna);
        assertThat(add(group, bert, 10, bert)).isEqualTo(Outcome.refused(ErrorCode.NOT_A_MEMBER));
    }

    @Test
    default void refusesToAddToNothing() {
        var anna = world().user("a");
        var outcome = World.await(store().conversations().addMembers(4711, anna.key(), List.of(anna.key()), 10));
        assertThat(outcome).isEqualTo(Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    @Test
    default void knowsNoMembershipOfAStranger() {
        var group = world().group("team", world().user("a"));
        var bert = world().user("b");
        assertThat(store().conversations().membership(group.key(), bert.key())).isEmpty();
    }
}
