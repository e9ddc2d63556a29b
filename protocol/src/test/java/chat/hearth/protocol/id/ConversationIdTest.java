package chat.hearth.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chat.hearth.protocol.v1.ConversationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final String LONGEST = "x".repeat(64);

    @Test
    void bothSidesOfADirectConversationArriveAtTheSameId() {
        assertThat(ConversationId.direct(ALICE, BOB, 0))
                .isEqualTo(ConversationId.direct(BOB, ALICE, 0))
                .hasToString("d:alice:bob");
    }

    @ParameterizedTest
    @CsvSource({"adam, Zoe, d:Zoe:adam", "a, a1, d:a:a1", "u10, u9, d:u10:u9", "a~, a=, d:a=:a~", "-, ., d:-:."})
    void usersAreOrderedByTheirAsciiCodes(String one, String other, String expected) {
        assertThat(ConversationId.direct(new UserId(one), new UserId(other), 0)).hasToString(expected);
        assertThat(ConversationId.isValid(expected)).isTrue();
    }

    @Test
    void linesOtherThanZeroFollowTheTarget() {
        assertThat(ConversationId.direct(ALICE, BOB, 2)).hasToString("d:alice:bob:2");
        assertThat(ConversationId.group(new GroupId("team"), 0)).hasToString("g:team");
        assertThat(ConversationId.group(new GroupId("team"), 999_999_999)).hasToString("g:team:999999999");
    }

    @Test
    void linesAreReadBack() {
        assertThat(new ConversationId("d:alice:bob").line()).isZero();
        assertThat(new ConversationId("d:alice:bob:2").line()).isEqualTo(2);
        assertThat(new ConversationId("g:7:10").line()).isEqualTo(10);
    }

    @Test
    void aGroupWhoseIdIsANumberIsNotALine() {
        var group = new ConversationId("g:7");
        assertThat(group.line()).isZero();
        assertThat(group.kind()).isEqualTo(ConversationKind.GROUP);
    }

    @Test
    void theKindIsInTheId() {
        assertThat(new ConversationId("d:alice:bob").kind()).isEqualTo(ConversationKind.DIRECT);
        assertThat(new ConversationId("g:team").kind()).isEqualTo(ConversationKind.GROUP);
    }

    @Test
    void theCounterpartIsTheOtherUser() {
        var direct = new ConversationId("d:alice:bob:3");
        assertThat(direct.counterpart(ALICE)).isEqualTo(BOB);
        assertThat(direct.counterpart(BOB)).isEqualTo(ALICE);
    }

    @Test
    void thereIsNoCounterpartForAStrangerOrInAGroup() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ConversationId("d:alice:bob").counterpart(new UserId("carol")));
        assertThatIllegalStateException().isThrownBy(() -> new ConversationId("g:alice").counterpart(ALICE));
    }

    @Test
    void theLongestIdFits() {
        var longest = "d:" + "a".repeat(64) + ":" + LONGEST + ":999999999";
        assertThat(longest).hasSize(141);
        assertThat(ConversationId.isValid(longest)).isTrue();
    }

    @Test
    void nobodyTalksToHimself() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.direct(ALICE, ALICE, 0));
        assertThat(ConversationId.isValid("d:alice:alice")).isFalse();
    }

    @Test
    void linesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.direct(ALICE, BOB, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.group(new GroupId("team"), 1_000_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d:",
                "g:",
                "x:alice",
                "D:alice:bob",
                "G:team",
                "alice:bob",
                "d:alice",
                "d:alice:",
                "d::bob",
                "d:bob:alice",
                "d:alice:bob:0",
                "d:alice:bob:01",
                "d:alice:bob:+1",
                "d:alice:bob:-1",
                "d:alice:bob:1000000000",
                "d:alice:bob:2:3",
                "d:alice:bob:",
                "g:team:0",
                "g:team:x",
                "g:team:",
                " g:team",
                "g:team ",
                "g:te am",
                "g:team\n",
                "g:team\r\n",
                "\tg:team",
                "g:te\u0000am",
                "g:te\u001fam",
                "g:te\u007fam",
                "g:te/am",
                "g:te%41",
                "g:te*am",
                "g:team?",
                "g:team#1",
                "g:tëam",
                // Cyrillic a, full-width letters, an Arabic digit, zero width space, right-to-left override,
                // a full-width colon, a letter outside the basic plane, half a surrogate pair.
                "g:te\u0430m",
                "g:\uff54\uff45am",
                "g:team\u0661",
                "g:te\u200bam",
                "g:te\u202eam",
                "g\uff1ateam",
                "g:te\ud835\udc1em",
                "g:te\ud835"
            })
    void refusesWhatIsNoConversation(String text) {
        assertThat(ConversationId.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ConversationId(text));
    }

    @Test
    void refusesPartsThatAreTooLong() {
        assertThat(ConversationId.isValid("g:" + LONGEST)).isTrue();
        assertThat(ConversationId.isValid("g:" + LONGEST + "x")).isFalse();
        assertThat(ConversationId.isValid("d:a:" + LONGEST + "x")).isFalse();
        assertThat(ConversationId.isValid("d:" + LONGEST + "x:y")).isFalse();
    }

    @Test
    void aVeryLongTextIsRefusedAndNotFollowed() {
        assertThat(ConversationId.isValid("d:" + "a".repeat(1_000_000) + ":b")).isFalse();
        assertThat(ConversationId.isValid("d:" + "a:".repeat(1_000_000))).isFalse();
    }
}
