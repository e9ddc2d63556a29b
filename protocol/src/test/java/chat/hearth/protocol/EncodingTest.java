package chat.hearth.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.Persist;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Request.MethodCase;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final String DEEP = "{\"id\":1,\"later\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    @Test
    void subprotocolsHaveTheirNames() {
        assertThat(Encoding.PROTO.subprotocol()).isEqualTo("hearth.v1.proto");
        assertThat(Encoding.JSON.subprotocol()).isEqualTo("hearth.v1.json");
        assertThat(Encoding.ofSubprotocol("hearth.v1.json")).contains(Encoding.JSON);
        assertThat(Encoding.ofSubprotocol("hearth.v1.proto")).contains(Encoding.PROTO);
        assertThat(Encoding.ofSubprotocol("hearth.v2.json")).isEmpty();
        assertThat(Encoding.ofSubprotocol("HEARTH.V1.JSON")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyTextComesBackAsItWas(Encoding encoding) {
        var text = "a\u0000b\u0001\n\r\t\"\\/<b>&'=\u007f\u0085\u2028\u2029é中文한국어日本\ud83d\ude00\ufeff\uffff";
        var sent = send(Body.newBuilder().setKind(1).setText(text).build());
        assertThat(encoding.decodeRequest(encoding.encode(sent))).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource
    void numbersComeBackAtTheirLimits(Encoding encoding) {
        for (long number : new long[] {Long.MIN_VALUE, -1, 0, 1, (1L << 53) + 1, Long.MAX_VALUE}) {
            var request = Request.newBuilder()
                    .setId(-1)
                    .setFetchDiff(FetchDiff.newBuilder().setFromChange(number))
                    .build();
            assertThat(encoding.decodeRequest(encoding.encode(request))).isEqualTo(request);
        }
    }

    @Test
    void wholeNumbersOf64BitsAreTextInJson() {
        var request = Request.newBuilder()
                .setId(-1)
                .setFetchDiff(FetchDiff.newBuilder().setFromChange(12))
                .build();
        assertThat(new String(Encoding.JSON.encode(request), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":4294967295,\"fetchDiff\":{\"fromChange\":\"12\"}}");
    }

    @Test
    void unknownFieldsAreDroppedFromJson() {
        var request = json("{\"later\":{\"a\":[1,{}]},\"id\":7,\"ping\":{\"more\":true}}");
        assertThat(request.getId()).isEqualTo(7);
        assertThat(request.getMethodCase()).isEqualTo(MethodCase.PING);
    }

    @Test
    void unknownFieldsAreDroppedFromProtoAlsoDeepInside() {
        var later = UnknownFieldSet.newBuilder()
                .addField(9999, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                .build();
        var known = Body.newBuilder().setKind(1).setText("hello").build();
        var newer = send(known.toBuilder().setUnknownFields(later).build()).toBuilder()
                .setUnknownFields(later)
                .build();
        assertThat(Encoding.PROTO.decodeRequest(newer.toByteArray())).isEqualTo(send(known));
    }

    @Test
    void anUnknownMethodLeavesTheMethodUnset() {
        assertThat(json("{\"id\":7,\"newMethod\":{\"a\":1}}").getMethodCase()).isEqualTo(MethodCase.METHOD_NOT_SET);
        // Field 1 = 7, field 999 = an empty message.
        var request = Encoding.PROTO.decodeRequest(HexFormat.of().parseHex("0807ba3e00"));
        assertThat(request.getId()).isEqualTo(7);
        assertThat(request.getMethodCase()).isEqualTo(MethodCase.METHOD_NOT_SET);
    }

    @Test
    void anUnknownFrameLeavesTheFrameUnset() {
        var frame = Encoding.JSON.decodeServerFrame("{\"newFrame\":{}}".getBytes(StandardCharsets.UTF_8));
        assertThat(frame.getFrameCase()).isEqualTo(FrameCase.FRAME_NOT_SET);
        assertThat(Encoding.PROTO
                        .decodeServerFrame(HexFormat.of().parseHex("ba3e00"))
                        .getFrameCase())
                .isEqualTo(FrameCase.FRAME_NOT_SET);
    }

    @Test
    void theErrorCodeOfANewerServerIsKeptAsANumber() {
        var text = "{\"reply\":{\"id\":1,\"error\":{\"code\":9999}}}";
        var frame = Encoding.JSON.decodeServerFrame(text.getBytes(StandardCharsets.UTF_8));
        assertThat(frame.getReply().getError().getCode()).isEqualTo(ErrorCode.UNRECOGNIZED);
        assertThat(frame.getReply().getError().getCodeValue()).isEqualTo(9999);
        assertThat(Encoding.PROTO.decodeServerFrame(Encoding.PROTO.encode(frame)))
                .isEqualTo(frame);
        assertThat(new String(Encoding.JSON.encode(frame), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void anUnknownNameOfAnEnumerationReadsAsTheDefault() {
        assertThat(json("{\"id\":1,\"send\":{\"body\":{\"persist\":\"PERSIST_LATER\"}}}")
                        .getSend()
                        .getBody()
                        .getPersist())
                .isEqualTo(Persist.PERSIST_COUNTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"7\",\"fetchDiff\":{\"fromChange\":\"12\"}}",
                "{\"id\":7,\"fetchDiff\":{\"fromChange\":12}}",
                "{\"id\":7,\"fetch_diff\":{\"from_change\":12}}",
                "{\"id\":7.0,\"fetchDiff\":{\"fromChange\":1.2e1}}",
                " {\n \"fetchDiff\" : { \"fromChange\" : \"12\" } , \"id\" : 7 } ",
                "{\"id\":7,\"fetchDiff\":{\"fromChange\":\"12\",\"conversation\":null}}"
            })
    void otherFormsOfJsonAreReadAlike(String text) {
        assertThat(json(text))
                .isEqualTo(Request.newBuilder()
                        .setId(7)
                        .setFetchDiff(FetchDiff.newBuilder().setFromChange(12))
                        .build());
    }

    @Test
    void theLastOfTwoEqualKeysHolds() {
        assertThat(json("{\"id\":1,\"id\":2,\"ping\":{}}").getId()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "\"text\"",
                "[]",
                "[{\"id\":1}]",
                "{",
                "}",
                "{\"id\":1",
                "{\"id\":1,\"ping\":{}",
                "{\"id\":}",
                "{\"id\":[1,2]}",
                "{\"id\":{}}",
                "{\"id\":true}",
                "{\"id\":\"x\"}",
                "{\"id\":1.5}",
                "{\"id\":-1}",
                "{\"id\":4294967296}",
                "{\"id\":NaN}",
                "{\"id\":1e99}",
                "{\"id\":1,\"ping\":[]}",
                "{\"id\":1,\"ping\":7}",
                "{\"id\":1,\"ping\":{},\"renewToken\":{}}",
                "{\"id\":1,\"fetchDiff\":{\"fromChange\":9223372036854775808}}",
                "{\"id\":1,\"fetchDiff\":{\"fromChange\":\"-9223372036854775809\"}}",
                "{\"id\":1,\"fetchDiff\":{\"fromChange\":1e999999999}}",
                "{\"id\":1,\"send\":{\"body\":{\"data\":\"@@@\"}}}",
                "{\"id\":1,\"send\":{\"body\":{\"mentioned\":\"bob\"}}}",
                "{\"id\":1,\"send\":{\"body\":{\"mentioned\":[null]}}}",
                "{\"id\":1,\"send\":{\"body\":{\"text\":{}}}}"
            })
    void refusesWhatIsNoRequest(String text) {
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> json(text));
    }

    @Test
    void anIntegerOfManyDigitsIsRefusedAtOnce() {
        assertThatExceptionOfType(UnreadableFrame.class)
                .isThrownBy(() -> json("{\"id\":1,\"fetchDiff\":{\"fromChange\":\"" + "9".repeat(60_000) + "\"}}"));
        assertThatExceptionOfType(UnreadableFrame.class)
                .isThrownBy(() -> json("{\"id\":1,\"fetchDiff\":{\"fromChange\":" + "9".repeat(60_000) + "}}"));
    }

    @Test
    void refusesDeepNestingInJson() {
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> json(DEEP));
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> json("[".repeat(60_000)));
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> json("{\"a\":".repeat(10_000)));
    }

    @Test
    void refusesDeepNestingInProto() {
        // Field 999 as a group that holds itself, 10 000 deep.
        var bytes = HexFormat.of().parseHex("bb3e".repeat(10_000) + "bc3e".repeat(10_000));
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> Encoding.PROTO.decodeRequest(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c328", "c0af", "eda080", "f4908080", "e28228", "80"})
    void refusesTextThatIsNotUtf8(String hex) {
        var broken = HexFormat.of().parseHex(hex);
        // Field 20 holds a message whose field 1 is the text.
        int length = broken.length;
        var inProto = HexFormat.of().parseHex("a2010%d0a0%d%s".formatted(length + 2, length, hex));
        assertThatExceptionOfType(UnreadableFrame.class).isThrownBy(() -> Encoding.PROTO.decodeRequest(inProto));
        var inJson = ByteString.copyFromUtf8("{\"id\":1,\"send\":{\"cid\":\"")
                .concat(ByteString.copyFrom(broken))
                .concat(ByteString.copyFromUtf8("\"}}"));
        assertThatExceptionOfType(UnreadableFrame.class)
                .isThrownBy(() -> Encoding.JSON.decodeRequest(inJson.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "0880", "a20105", "a201ffffffff0f", "00", "07", "0affffffff7f", "bb3e"})
    void refusesBytesThatAreCutOffOrNoFields(String hex) {
        assertThatExceptionOfType(UnreadableFrame.class)
                .isThrownBy(() -> Encoding.PROTO.decodeRequest(HexFormat.of().parseHex(hex)));
    }

    @Test
    void halfASurrogatePairInJsonIsLeftToTheRulesOfTheBody() {
        var body = json("{\"id\":1,\"send\":{\"body\":{\"text\":\"\\ud800\"}}}")
                .getSend()
                .getBody();
        assertThat(body.getText()).isEqualTo("\ud800");
    }

    @Test
    void theSameFrameAlwaysHasTheSameBytes() {
        var frame = send(Body.newBuilder().setKind(1).setText("again").build());
        for (var encoding : Encoding.values()) {
            var copy = encoding.decodeRequest(encoding.encode(frame));
            assertThat(encoding.encode(copy)).isEqualTo(encoding.encode(frame));
        }
    }

    @Test
    void anEmptyMessageIsAnEmptyFrame() {
        assertThat(Encoding.PROTO.decodeServerFrame(new byte[0])).isEqualTo(ServerFrame.getDefaultInstance());
        assertThat(json("{}")).isEqualTo(Request.getDefaultInstance());
    }

    private static Request json(String text) {
        return Encoding.JSON.decodeRequest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request send(Body body) {
        return Request.newBuilder()
                .setId(1)
                .setSend(Send.newBuilder().setConversation("g:team").setBody(body))
                .build();
    }
}
