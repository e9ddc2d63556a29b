package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Persist;
import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRulesTest {
    private static final int MAX_CHARACTERS = 10_000;
    private static final int MAX_BYTES = 49_152;
    private static final String PICTURE = Character.toString(0x1F600);

    private final BodyRules rules = new BodyRules(MAX_CHARACTERS, MAX_BYTES);

    @Test
    void takesAPlainText() {
        assertThat(rules.judge(text("hello").build())).isEmpty();
    }

    @Test
    void countsCharactersAndNotBytes() {
        assertThat(rules.judge(text(PICTURE.repeat(MAX_CHARACTERS)).build())).isEmpty();
        assertRefused(text(PICTURE.repeat(MAX_CHARACTERS + 1)), ErrorCode.TEXT_TOO_LONG);
        assertRefused(text("a".repeat(MAX_CHARACTERS + 1)), ErrorCode.TEXT_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u3000", "\u00a0\u200b"})
    void refusesATextWithoutAVisibleCharacter(String text) {
        assertRefused(text(text), ErrorCode.TEXT_EMPTY);
    }

    @Test
    void takesOtherKindsWithoutAText() {
        assertThat(rules.judge(Body.newBuilder().setKind(3).build())).isEmpty();
    }

    static Stream<Body.Builder> everyTextFieldWithABrokenText() {
        return Stream.of("a\0b", "a" + PICTURE.charAt(0), PICTURE.charAt(1) + "a")
                .flatMap(broken -> Stream.of(
                        text(broken),
                        text("a").setPushText(broken),
                        text("a").setPushData(broken),
                        text("a").setContent(broken),
                        text("a").setMediaUrl(broken),
                        text("a").setExtra(broken)));
    }

    @ParameterizedTest
    @MethodSource("everyTextFieldWithABrokenText")
    void refusesNulAndHalfCharactersInEveryField(Body.Builder body) {
        assertRefused(body, ErrorCode.TEXT_FORBIDDEN_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 81, 100, 150, 199})
    void refusesTheKindsThatOnlyTheServerMakes(int kind) {
        assertRefused(Body.newBuilder().setKind(kind), ErrorCode.KIND_RESERVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesKindsOutOfRange(int kind) {
        assertInvalid(Body.newBuilder().setKind(kind), "body.kind");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 79, 82, 99, 200, 1000, 65_535})
    void takesTheKindsAround(int kind) {
        assertThat(rules.judge(Body.newBuilder().setKind(kind).build())).isEmpty();
    }

    @Test
    void takesFiftyMentionsAndNotMore() {
        var fifty = text("a").addAllMentioned(Collections.nCopies(50, "ann"));
        assertThat(rules.judge(fifty.build())).isEmpty();
        assertInvalid(fifty.addMentioned("bob"), "body.mentioned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\0"})
    void refusesMentionsThatAreNoUserIds(String id) {
        assertInvalid(text("a").addMentioned(id), "body.mentioned");
    }

    @Test
    void refusesChoicesItDoesNotKnow() {
        assertInvalid(text("a").setPersistValue(7), "body.persist");
        assertInvalid(text("a").setMentionScopeValue(7), "body.mentionScope");
        assertThat(rules.judge(text("a")
                        .setPersist(Persist.PERSIST_STORED)
                        .setMentionScope(MentionScope.MENTION_ALL)
                        .build()))
                .isEmpty();
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertInvalid(text("a").setReplySeq(-1), "body.replySeq");
        assertInvalid(text("a").setExpireS(-1), "body.expireS");
    }

    @Test
    void refusesABodyAboveTheLimit() {
        int overhead = Body.newBuilder()
                        .setKind(5)
                        .setData(ByteString.copyFrom(new byte[MAX_BYTES - 100]))
                        .build()
                        .getSerializedSize()
                - (MAX_BYTES - 100);
        var full = Body.newBuilder().setKind(5).setData(ByteString.copyFrom(new byte[MAX_BYTES - overhead]));

        assertThat(full.build().getSerializedSize()).isEqualTo(MAX_BYTES);
        assertThat(rules.judge(full.build())).isEmpty();
        assertRefused(full.setReplySeq(1), ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void refusesABodyThatGrowsTooMuchInTheOtherEncoding() {
        assertRefused(Body.newBuilder().setKind(5).setContent("<".repeat(40_000)), ErrorCode.BODY_TOO_LARGE);
        assertThat(rules.judge(text("<".repeat(MAX_CHARACTERS)).build())).isEmpty();
    }

    private static Body.Builder text(String text) {
        return Body.newBuilder().setKind(BodyRules.KIND_TEXT).setText(text);
    }

    private void assertRefused(Body.Builder body, ErrorCode code) {
        assertThat(rules.judge(body.build()).map(Refusal::code)).contains(code);
    }

    private void assertInvalid(Body.Builder body, String field) {
        assertThat(rules.judge(body.build()))
                .hasValueSatisfying(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
