package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.log.Change;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.v1.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

interface ConversationContract extends Opened {
    @Test
    default void makesAGroupWithItsMembers() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna, bert);
        assertThat(group.heads()).isEqualTo(new Heads(0, 1, 0));
        assertThat(group.memberCount()).isEqualTo(2);
        assertThat(group.name()).isEqualTo("team");
        assertThat(group.lastAtMs()).isZero();
        var members = store().conversations().members(group.key(), 0, 10);
        assertThat(members).extracting(m -> m.userId()).containsExactly(anna.id(), bert.id());
        assertThat(members).extracting(m -> m.role()).containsExactly(Role.ROLE_OWNER, Role.ROLE_MEMBER);
        assertThat(members).allMatch(m -> m.isPresent() && m.visibleFromSeq() == 1 && m.change() == 1);
    }

    @Test
    default void givesADirectConversationNoOwner() {
        var direct = world().direct(world().user("a"), world().user("b"));
        assertThat(store().conversations().members(direct.key(), 0, 10))
                .hasSize(2)
                .allMatch(m -> m.role() == Role.ROLE_MEMBER);
    }

    @Test
    default void findsAConversationByIdAndKey() {
        var direct = world().direct(world().user("a"), world().user("b"));
        assertThat(store().conversations().byId(direct.id())).contains(direct);
        assertThat(store().conversations().byKey(direct.key())).contains(direct);
        assertThat(store().conversations().byKey(4711)).isEmpty();
        assertThat(store().conversations().byId(ConversationId.group(new GroupId("x"), 0)))
                .isEmpty();
    }

    @Test
    default void tellsLinesApart() {
        var anna = world().user("a");
        var bert = world().user("b");
        var usual = world().direct(anna, bert);
        var id = ConversationId.direct(anna.id(), bert.id(), 2);
        var second = World.await(
                store().conversations().create(new NewConversation(id, "", bert.key(), List.of(anna.key()))));
        assertThat(second.key()).isNotEqualTo(usual.key());
        assertThat(second.id()).isEqualTo(id);
    }

    @Test
    default void answersTheConversationThereIs() {
        var anna = world().user("a");
        var bert = world().user("b");
        var first = world().direct(anna, bert);
        world().say(first, anna, "hello");
        var changesBefore = recorder().changes(Change.MembersChanged.class).size();
        assertThat(world().direct(bert, anna)).isEqualTo(world().now(first));
        assertThat(recorder().changes(Change.MembersChanged.class)).hasSize(changesBefore);
    }

    @Test
    default void makesOneConversationWhoeverStartsItAtOnce() throws Exception {
        var anna = world().user("a");
        var bert = world().user("b");
        Callable<StoredConversation> start = () -> world().direct(anna, bert);
        Callable<StoredConversation> startBack = () -> world().direct(bert, anna);
        var found = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(
                    List.of(start, startBack, start, startBack, start, startBack, start, startBack),
                    20,
                    TimeUnit.SECONDS);
            for (Future<StoredConversation> one : all) {
                found.add(one.get().key());
            }
        }
        assertThat(found).hasSize(8).containsOnly(found.getFirst());
        assertThat(recorder().changes(Change.MembersChanged.class)).hasSize(1);
    }

    @Test
    default void tellsOfTheMembersAndOfEachInbox() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna, bert);
        world().say(group, anna, "so that everything before is released");
        var members = recorder().changes(Change.MembersChanged.class).getFirst();
        assertThat(members.conversation()).isEqualTo(group);
        assertThat(members.by()).isEqualTo(anna.id());
        assertThat(members.members()).isEqualTo(membersOf(group));
        var inboxes = recorder().changes(Change.InboxChanged.class);
        assertThat(inboxes).extracting(i -> i.user()).containsExactly(anna.key(), bert.key());
        assertThat(inboxes).allMatch(i -> i.entry().pts() == 1 && i.entry().last() == null);
        assertThat(inboxes.getFirst().entry().conversation()).isEqualTo(group);
    }

    private List<chat.hearth.core.conversation.Membership> membersOf(StoredConversation group) {
        return store().conversations().members(group.key(), 0, 10);
    }

    @Test
    default void numbersEachUsersOwnLog() {
        var anna = world().user("a");
        var bert = world().user("b");
        var first = world().group("one", anna, bert);
        var second = world().group("two", anna);
        assertThat(store().inbox().entry(anna.key(), first.key()).orElseThrow().pts())
                .isEqualTo(1);
        assertThat(store().inbox().entry(anna.key(), second.key()).orElseThrow().pts())
                .isEqualTo(2);
        assertThat(store().inbox().entry(bert.key(), second.key())).isEmpty();
    }

    @Test
    default void listsMembersInWindows() {
        var users = world().users(7);
        var group = world().group("team", users.getFirst(), users.subList(1, 7));
        var first = store().conversations().members(group.key(), 0, 4);
        var rest = store().conversations().members(group.key(), first.getLast().user(), 4);
        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(3);
        var all = new ArrayList<>(first);
        all.addAll(rest);
        assertThat(all)
                .extracting(m -> m.user())
                .isEqualTo(World.keys(users.stream().sorted(byKey())));
    }

    private static java.util.Comparator<StoredUser> byKey() {
        return java.util.Comparator.comparingLong(StoredUser::key);
    }
}
