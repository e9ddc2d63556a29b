package chat.hearth.core.message;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Send;
import com.google.protobuf.UnknownFieldSet;

/// Forgets the fields of a body that this version does not know. The binary encoding would carry them along
/// and the JSON encoding would not, and nothing here could judge them.
final class KnownFields {
    private KnownFields() {}

    static Send of(Send send) {
        return hasOthers(send.getBody())
                ? send.toBuilder().setBody(of(send.getBody())).build()
                : send;
    }

    static Body of(Body body) {
        return hasOthers(body)
                ? body.toBuilder()
                        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                        .build()
                : body;
    }

    private static boolean hasOthers(Body body) {
        return !body.getUnknownFields().isEmpty();
    }
}
