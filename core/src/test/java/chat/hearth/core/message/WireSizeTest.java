package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Persist;
import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WireSizeTest {
    @Test
    void isNeverLessThanEitherEncodingTakes() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var message = message(random);
            assertThat(WireSize.of(message))
                    .isGreaterThanOrEqualTo(Encoding.PROTO.encode(message).length)
                    .isGreaterThanOrEqualTo(Encoding.JSON.encode(message).length);
            assertThat(WireSize.of(message.getBody()))
                    .isGreaterThanOrEqualTo(Encoding.JSON.encode(message.getBody()).length);
        }
    }

    @Test
    void coversADifferenceWithItsMembersAndState() {
        var random = new Random(8);
        var diff = Diff.newBuilder().setConversation("g:c7").setToChange(Long.MAX_VALUE);
        diff.setState(Rows.entry(7, 1, 1, null).toConversation());
        for (int i = 0; i < 200; i++) {
            diff.addMessages(message(random));
            diff.addMembers(
                    Rows.member(7, Long.MAX_VALUE - i, true, Long.MAX_VALUE)
                            .toMember(Rows.conversation(7, 3))
                            .toBuilder()
                            .setAlias(text(random, 40)));
        }
        assertThat(WireSize.of(diff.build()))
                .isGreaterThanOrEqualTo(Encoding.PROTO.encode(diff.build()).length)
                .isGreaterThanOrEqualTo(Encoding.JSON.encode(diff.build()).length);
    }

    @Test
    void cutsAtWholeCharacters() {
        assertThat(WireSize.beginning("abc", 3)).isEqualTo("abc");
        assertThat(WireSize.beginning("abc", 2)).isEqualTo("ab");
        assertThat(WireSize.beginning("a" + Character.toString(0x1F600) + "b", 4))
                .isEqualTo("a");
        assertThat(WireSize.beginning("a<b", 5)).isEqualTo("a");
        assertThat(WireSize.beginning("", 0)).isEmpty();
    }

    private static Message message(Random random) {
        return Message.newBuilder()
                .setMessageId((1L << 53) - 1)
                .setSeq(Long.MAX_VALUE)
                .setChange(Long.MAX_VALUE)
                .setCounted(Long.MAX_VALUE)
                .setSender("u".repeat(64))
                .setSentAtMs(9_999_999_999_999L)
                .setEditNo(Integer.MAX_VALUE)
                .setBody(body(random))
                .build();
    }

    private static Body body(Random random) {
        var data = new byte[random.nextInt(1000)];
        random.nextBytes(data);
        return Body.newBuilder()
                .setKind(65_535)
                .setText(text(random, 1000))
                .setPushText(text(random, 100))
                .setPushData(text(random, 100))
                .setContent(text(random, 100))
                .setData(ByteString.copyFrom(data))
                .setMediaType(-1)
                .setMediaUrl(text(random, 100))
                .setPersist(Persist.PERSIST_STORED)
                .setExpireS(Integer.MAX_VALUE)
                .setMentionScope(MentionScope.MENTION_NAMED)
                .addAllMentioned(Collections.nCopies(random.nextInt(50), "m".repeat(64)))
                .setExtra(text(random, 100))
                .setReplySeq(Long.MAX_VALUE)
                .build();
    }

    private static String text(Random random, int max) {
        return random.ints(random.nextInt(max), 1, 0x20000)
                .map(c -> random.nextBoolean() ? 1 + c % 0x7f : c)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\u2028' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
