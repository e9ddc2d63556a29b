package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.StoreFault;
import chat.hearth.gateway.front.RawClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchUsers;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Request;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Frames that are too large, can't be read, ask for what there is not, or meet a fault.
class BadFramesTest {
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void closesOnALargeFrameBeforeHello() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.PROTO)) {
            client.raw.say(RawClient.frame(RawClient.BINARY, new byte[TestNode.HELLO_BYTES + 1]));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_TOO_LARGE_VALUE);
            assertThat(client.raw.ended()).isTrue();
        }
    }

    @Test
    void closesOnATooLargeFrameAfterHello() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            var asLargeAsAllowed = unknownField(TestNode.FRAME_BYTES);
            assertThat(asLargeAsAllowed).hasSize(TestNode.FRAME_BYTES);
            client.raw.say(RawClient.frame(RawClient.BINARY, asLargeAsAllowed));
            assertThat(client.reply(7).getError().getCode()).isEqualTo(ErrorCode.UNIMPLEMENTED);
            client.raw.say(RawClient.frame(RawClient.BINARY, new byte[TestNode.FRAME_BYTES + 1]));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_TOO_LARGE_VALUE);
            assertThat(client.raw.ended()).isTrue();
        }
    }

    /// Request 7 with nothing but a field that nobody knows, so that it has this length.
    private static byte[] unknownField(int length) {
        var field = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(new byte[length - 7]))
                .build();
        return Request.newBuilder()
                .setId(7)
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(999, field).build())
                .build()
                .toByteArray();
    }

    @Test
    void closesOnBytesThatAreNoProtobuf() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            client.raw.say(RawClient.frame(RawClient.BINARY, new byte[] {1, 2, 3}));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_UNREADABLE_VALUE);
        }
    }

    @Test
    void closesOnTextThatIsNoJson() throws Exception {
        for (var text : new String[] {"{\"id\":1,", "[]", "{\"id\":\"x\"}", ""}) {
            try (var client = WireClient.connect(node.port(), Encoding.JSON)) {
                client.raw.say(RawClient.frame(RawClient.TEXT, text));
                assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_UNREADABLE_VALUE);
            }
        }
    }

    @Test
    void closesOnTextThatIsNoUtf8() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.JSON)) {
            client.raw.say(RawClient.frame(RawClient.TEXT, new byte[] {'{', (byte) 0xff, '}'}));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_UNREADABLE_VALUE);
        }
    }

    @Test
    void closesOnARequestWithoutAnId() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            client.raw.say(client.bytes(
                    Request.newBuilder().setPing(Ping.getDefaultInstance()).build()));
            assertThat(client.raw.untilClosed()).isEqualTo(CloseCode.FRAME_UNREADABLE_VALUE);
        }
    }

    @Test
    void answersAnUnknownMethodAndGoesOn() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.JSON)) {
            client.hello(node.ticket("ann", "laptop"));
            client.raw.say(RawClient.frame(RawClient.TEXT, "{\"id\":7,\"teleport\":{\"to\":\"Mars\"}}"));
            assertThat(client.reply(7).getError().getCode()).isEqualTo(ErrorCode.UNIMPLEMENTED);
            var pong = client.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()));
            assertThat(pong.getPong().getServerTimeMs()).isEqualTo(node.time.millis());
        }
    }

    @Test
    void ignoresUnknownFields() throws Exception {
        try (var client = WireClient.connect(node.port(), Encoding.JSON)) {
            client.hello(node.ticket("ann", "laptop"));
            client.raw.say(RawClient.frame(RawClient.TEXT, "{\"id\":8,\"ping\":{\"mood\":1},\"colour\":\"red\"}"));
            assertThat(client.reply(8).hasPong()).isTrue();
        }
    }

    @Test
    void answersAFaultWithTheIdItIsLoggedUnder() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            node.store.beforeLookingUsersUp(() -> {
                throw new IllegalStateException("a planted fault");
            });
            var error = client.ask(lookup()).getError();
            assertThat(error.getCode()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(error.getIncident()).hasSize(16);
            assertThat(error.getMessage()).doesNotContain("planted");
        }
    }

    @Test
    void answersWhatTheStoreSaysOfItself() throws Exception {
        try (var client = node.session("ann", "laptop")) {
            node.store.beforeLookingUsersUp(() -> {
                throw new StoreFault(ErrorCode.OVERLOADED, "planted");
            });
            assertThat(client.ask(lookup()).getError().getCode()).isEqualTo(ErrorCode.OVERLOADED);
        }
    }

    private static Request.Builder lookup() {
        return Request.newBuilder().setFetchUsers(FetchUsers.newBuilder().addUserIds("ann"));
    }
}
