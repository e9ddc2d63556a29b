package chat.hearth.protocol.document;

import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The fields that a frame can hold, at any depth.
public final class SchemaFields {
    private SchemaFields() {}

    /// Every field of every message that can occur in a frame.
    public static Set<FieldDescriptor> all() {
        var messages = new LinkedHashSet<Descriptor>();
        collect(Request.getDescriptor(), messages);
        collect(ServerFrame.getDescriptor(), messages);
        var fields = new LinkedHashSet<FieldDescriptor>();
        messages.forEach(message -> fields.addAll(message.getFields()));
        return fields;
    }

    /// The fields that are set in this message or inside it.
    public static Set<FieldDescriptor> setIn(Message message) {
        var fields = new HashSet<FieldDescriptor>();
        message.getAllFields().forEach((field, value) -> {
            fields.add(field);
            if (field.getJavaType() == JavaType.MESSAGE) {
                var parts = field.isRepeated() ? (List<?>) value : List.of(value);
                parts.forEach(part -> fields.addAll(setIn((Message) part)));
            }
        });
        return fields;
    }

    private static void collect(Descriptor message, Set<Descriptor> into) {
        if (into.add(message)) {
            message.getFields().stream()
                    .filter(field -> field.getJavaType() == JavaType.MESSAGE)
                    .forEach(field -> collect(field.getMessageType(), into));
        }
    }
}
