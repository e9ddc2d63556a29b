package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Body BODY = Body.newBuilder()
            .setKind(1)
            .setText("hello")
            .setData(ByteString.copyFromUtf8("data"))
            .addMentioned("ann")
            .setReplySeq(5)
            .build();

    @Test
    void isTheSameInBothEncodings() {
        var request = Request.newBuilder()
                .setId(1)
                .setSend(Send.newBuilder().setBody(BODY))
                .build();

        assertThat(digest(decoded(Encoding.JSON, Encoding.JSON.encode(request))))
                .isEqualTo(digest(decoded(Encoding.PROTO, Encoding.PROTO.encode(request))))
                .isEqualTo(digest(BODY));
    }

    @Test
    void doesNotMindTheFieldsOrderOrSpelledOutDefaults() {
        var json = "{\"id\":1,\"send\":{\"body\":{\"replySeq\":\"5\",\"mentioned\":[\"ann\"],\"data\":\"ZGF0YQ==\","
                + "\"text\":\"hello\",\"kind\":1,\"expireS\":0,\"extra\":\"\"}}}";

        assertThat(digest(decoded(Encoding.JSON, json.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(digest(BODY));
    }

    @Test
    void leavesOutFieldsThatThisVersionDoesNotKnow() {
        var later = BODY.toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();

        assertThat(later).isNotEqualTo(BODY);
        assertThat(digest(later)).isEqualTo(digest(BODY));
    }

    @Test
    void tellsContentsAndConversationsApart() {
        assertThat(digest(BODY))
                .isNotEqualTo(digest(BODY.toBuilder().setText("hallo").build()));
        assertThat(digest(BODY))
                .isNotEqualTo(digest(BODY.toBuilder().setReplySeq(6).build()));
        assertThat(digest(BODY)).isNotEqualTo(Digest.of(Rows.group(8), BODY));
    }

    private static Digest digest(Body body) {
        return Digest.of(Rows.group(7), body);
    }

    private static Body decoded(Encoding encoding, byte[] bytes) {
        return encoding.decodeRequest(bytes).getSend().getBody();
    }
}
