package chat.hearth.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GoAway;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Welcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepliesTest {
    private static final String LONG = "x".repeat(2000);

    @ParameterizedTest
    @EnumSource
    void putsInternalInPlaceOfAnAnswerThatIsTooLarge(Encoding encoding) {
        var answer =
                Replies.of(7, Reply.newBuilder().setWelcome(Welcome.newBuilder().setNode(LONG)));
        assertThat(Replies.fitting(answer, encoding, 3000)).isEqualTo(answer.bytes(encoding));
        var instead = encoding.decodeServerFrame(Replies.fitting(answer, encoding, 1000));
        assertThat(instead.getReply().getId()).isEqualTo(7);
        assertThat(instead.getReply().getError().getCode()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(instead.getReply().getError().getIncident()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutAnythingElseThatIsTooLarge(Encoding encoding) {
        var frame = new SharedFrame(ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReason(LONG))
                .build());
        assertThat(Replies.fitting(frame, encoding, 1000)).isEmpty();
    }
}
