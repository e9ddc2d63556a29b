package chat.hearth.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ListMembers;
import chat.hearth.protocol.v1.Member;
import chat.hearth.protocol.v1.MemberPage;
import chat.hearth.protocol.v1.OpenDirect;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationsTest {
    private final FakeConversations store = new FakeConversations();
    private final FakeUsers people = new FakeUsers();
    private final Conversations conversations = new Conversations(store, new Users(people), 5);

    @BeforeEach
    void makePeople() {
        LongStream.rangeClosed(1, 600).forEach(key -> people.set(Rows.user(key)));
    }

    @Test
    void opensOneDirectConversationForBothSides() {
        var one = done(conversations.openDirect(Rows.caller(1), direct("u2")));
        var two = done(conversations.openDirect(Rows.caller(2), direct("u1")));

        assertThat(one).isEqualTo(two);
        assertThat(one.id().value()).isEqualTo("d:u1:u2");
        assertThat(store.creations()).isEqualTo(1);
    }

    @Test
    void opensNoConversationWithOneselfOrNobody() {
        assertThat(code(conversations.openDirect(Rows.caller(1), direct("u1")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(conversations.openDirect(Rows.caller(1), direct("u999"))))
                .isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(code(conversations.openDirect(Rows.caller(1), direct("u 2"))))
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(conversations.openDirect(Rows.caller(1), direct("")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void makesOneGroupHoweverOftenItIsAsked() {
        var first = done(create(1, "Team", List.of("u2", "u3", "u2", "u1")));
        var again = done(create(1, "Team", List.of("u2", "u3")));

        assertThat(again).isEqualTo(first);
        assertThat(store.creations()).isEqualTo(1);
        assertThat(first.memberCount()).isEqualTo(3);
        assertThat(done(create(2, "Team", List.of())).id()).isNotEqualTo(first.id());
    }

    @Test
    void doesNotShowAGroupAgainToItsCreatorWhoLeft() {
        var made = done(create(1, "Team", List.of("u2")));
        store.set(Rows.member(made.key(), 1, false, 2));

        assertThat(code(create(1, "Team", List.of("u2")))).isEqualTo(ErrorCode.NOT_A_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u3000", "a\nb", "a\0"})
    void refusesNamesThatAreNone(String name) {
        assertThat(code(create(1, name, List.of()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void refusesNamesThatAreTooLongOrBroken() {
        var half = Character.toString((char) 0xD83D);
        assertThat(code(create(1, "a".repeat(101), List.of()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(create(1, half, List.of()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(create(1, "a".repeat(100), List.of())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesAGroupWithUnknownMembersOrCid() {
        assertThat(code(create(1, "Team", List.of("u2", "u999")))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(code(conversations.createGroup(
                        Rows.caller(1), CreateGroup.newBuilder().setName("Team").build())))
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(store.creations()).isZero();
    }

    @Test
    void countsEachMemberOnceAgainstTheLimit() {
        assertThat(code(create(1, "Team", List.of("u2", "u3", "u4", "u5", "u6"))))
                .isEqualTo(ErrorCode.GROUP_FULL);
        assertThat(done(create(2, "Team", List.of("u1", "u2", "u3", "u4", "u5", "u5")))
                        .memberCount())
                .isEqualTo(5);
        var many = LongStream.rangeClosed(1, 501).mapToObj(key -> "u" + key).toList();
        assertThat(code(create(3, "Team", many))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void letsMembersAddMembersUpToTheLimit() {
        var group = done(create(1, "Team", List.of("u2")));

        assertThat(add(2, group.id().value(), List.of("u2", "u3", "u4"))).isInstanceOf(Outcome.Done.class);
        assertThat(code(add(2, group.id().value(), List.of("u5", "u6")))).isEqualTo(ErrorCode.GROUP_FULL);
        assertThat(store.members(group.key(), 0, 100)).hasSize(4);
    }

    @Test
    void letsNobodyElseAddMembers() {
        var group = done(create(1, "Team", List.of("u2"))).id().value();
        var direct = done(conversations.openDirect(Rows.caller(1), direct("u2")))
                .id()
                .value();

        assertThat(code(add(3, group, List.of("u4")))).isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        assertThat(code(add(1, direct, List.of("u4")))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(code(add(1, group, List.of()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(add(1, group, List.of("u999")))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(code(add(1, "no", List.of("u4")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void listsMembersPageByPage() {
        var group =
                done(create(1, "Team", List.of("u2", "u3", "u4", "u5"))).id().value();
        var first = done(members(group, 2, ""));
        var second = done(members(group, 2, first.getNext()));
        var third = done(members(group, 2, second.getNext()));

        assertThat(ids(first)).containsExactly("u1", "u2");
        assertThat(ids(second)).containsExactly("u3", "u4");
        assertThat(ids(third)).containsExactly("u5");
        assertThat(third.getNext()).isEmpty();
    }

    @Test
    void refusesPagesThatCannotBe() {
        var group = done(create(1, "Team", List.of())).id().value();

        assertThat(code(members(group, 201, ""))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(members(group, -1, ""))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(members(group, 1, "x"))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(members(group, 1, "9".repeat(19)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(done(members(group, 1, "9".repeat(18))).getMembersList()).isEmpty();
    }

    private static OpenDirect direct(String user) {
        return OpenDirect.newBuilder().setUserId(user).build();
    }

    private Outcome<StoredConversation> create(long cid, String name, List<String> members) {
        return conversations.createGroup(
                Rows.caller(1),
                CreateGroup.newBuilder()
                        .setCid(Rows.cid(cid).toString())
                        .setName(name)
                        .addAllMembers(members)
                        .build());
    }

    private Outcome<StoredConversation> add(long by, String conversation, List<String> users) {
        return conversations.addMembers(
                Rows.caller(by),
                AddMembers.newBuilder()
                        .setConversation(conversation)
                        .addAllUserIds(users)
                        .build());
    }

    private Outcome<MemberPage> members(String conversation, int limit, String after) {
        return conversations.members(
                Rows.caller(1),
                ListMembers.newBuilder()
                        .setConversation(conversation)
                        .setLimit(limit)
                        .setAfter(after)
                        .build());
    }

    private static List<String> ids(MemberPage page) {
        return page.getMembersList().stream().map(Member::getUserId).toList();
    }

    private static <T> T done(Outcome<T> outcome) {
        return ((Outcome.Done<T>) outcome).value();
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
