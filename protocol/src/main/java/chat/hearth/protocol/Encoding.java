package chat.hearth.protocol;

import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.util.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The two sub-protocols. They carry the same frames one to one; whatever one can say, the other can.
///
/// Unknown fields are ignored and dropped in both, so a newer partner is understood as far as this version
/// can.
public enum Encoding {
    /// Binary WebSocket messages, each one protobuf message.
    PROTO("hearth.v1.proto") {
        @Override
        public byte[] encode(Message frame) {
            return frame.toByteArray();
        }

        @Override
        Request request(byte[] bytes) throws InvalidProtocolBufferException {
            return REQUESTS.parseFrom(bytes);
        }

        @Override
        ServerFrame serverFrame(byte[] bytes) throws InvalidProtocolBufferException {
            return SERVER_FRAMES.parseFrom(bytes);
        }
    },

    /// Text WebSocket messages, each the same message in canonical proto3 JSON
    /// (<https://protobuf.dev/programming-guides/json/>): 64-bit integers are strings.
    JSON("hearth.v1.json") {
        @Override
        public byte[] encode(Message frame) {
            try {
                return PRINTER.print(frame).getBytes(StandardCharsets.UTF_8);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a frame that can't be printed", e);
            }
        }

        @Override
        Request request(byte[] bytes) throws InvalidProtocolBufferException {
            var request = Request.newBuilder();
            PARSER.merge(text(bytes), request);
            return request.build();
        }

        @Override
        ServerFrame serverFrame(byte[] bytes) throws InvalidProtocolBufferException {
            var frame = ServerFrame.newBuilder();
            PARSER.merge(text(bytes), frame);
            return frame.build();
        }
    };

    // What is unknown is dropped and not carried along, or the two encodings would hold different messages.
    private static final Parser<Request> REQUESTS = DiscardUnknownFieldsParser.wrap(Request.parser());
    private static final Parser<ServerFrame> SERVER_FRAMES = DiscardUnknownFieldsParser.wrap(ServerFrame.parser());

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private final String subprotocol;

    Encoding(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /// The name in `Sec-WebSocket-Protocol`.
    public String subprotocol() {
        return subprotocol;
    }

    /// The encoding that a sub-protocol's name stands for.
    public static Optional<Encoding> ofSubprotocol(String name) {
        return Arrays.stream(values()).filter(e -> e.subprotocol.equals(name)).findFirst();
    }

    /// The bytes of one WebSocket message.
    public abstract byte[] encode(Message frame);

    /// Reads what a client sent.
    ///
    /// @throws UnreadableFrame if the bytes are not a request in this encoding
    public Request decodeRequest(byte[] bytes) {
        try {
            return request(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableFrame(e);
        }
    }

    /// Reads what a server sent.
    ///
    /// @throws UnreadableFrame if the bytes are not a server frame in this encoding
    public ServerFrame decodeServerFrame(byte[] bytes) {
        try {
            return serverFrame(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableFrame(e);
        }
    }

    abstract Request request(byte[] bytes) throws InvalidProtocolBufferException;

    abstract ServerFrame serverFrame(byte[] bytes) throws InvalidProtocolBufferException;

    private static String text(byte[] utf8) throws InvalidProtocolBufferException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException("not UTF-8", e);
        }
    }
}
