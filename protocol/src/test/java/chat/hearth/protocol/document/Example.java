package chat.hearth.protocol.document;

import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A JSON block of docs/PROTOCOL.md.
///
/// @param type what the block says it is: `Request`, `ServerFrame`
/// @param line where it begins
public record Example(String type, String json, int line) {
    private static final List<String> ENVELOPES = List.of("reply", "event", "conversation", "personal", "signal");

    /// The frame, read strictly: an unknown field is a mistake here.
    public Message parsed() {
        Message.Builder frame = switch (type) {
            case "Request" -> Request.newBuilder();
            case "ServerFrame" -> ServerFrame.newBuilder();
            default -> throw new IllegalStateException("line " + line + ": say json Request or json ServerFrame");
        };
        try {
            JsonFormat.parser().merge(json, frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("line " + line + ": " + e.getMessage(), e);
        }
        return frame.build();
    }

    /// The way from the frame to what it carries: `reply.sent`, `event.conversation.message`.
    public static String path(Message frame) {
        var cases = frame.getDescriptorForType().getOneofs().stream()
                .map(frame::getOneofFieldDescriptor)
                .filter(field -> field != null)
                .map(field -> {
                    var name = field.getJsonName();
                    var inner = ENVELOPES.contains(name) ? path((Message) frame.getField(field)) : "";
                    return inner.isEmpty() ? name : name + "." + inner;
                });
        return cases.collect(Collectors.joining("."));
    }

    @Override
    public String toString() {
        return "line " + line;
    }
}
