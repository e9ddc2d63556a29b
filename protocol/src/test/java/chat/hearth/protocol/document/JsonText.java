package chat.hearth.protocol.document;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;

/// JSON as a value that can be compared: neither white space nor the order of members matters.
public final class JsonText {
    private JsonText() {}

    /// What the text says.
    public static Value value(String json) {
        var value = Value.newBuilder();
        try {
            JsonFormat.parser().merge(json, value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(json, e);
        }
        return value.build();
    }
}
