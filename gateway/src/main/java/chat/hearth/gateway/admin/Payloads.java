package chat.hearth.gateway.admin;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Persist;
import com.google.protobuf.ByteString;
import java.util.Base64;

/// The payload of a message in JSON, and the body it becomes; every field has its place.
final class Payloads {
    private static final int NOT_KEPT = 0;
    private static final int STORED = 1;
    private static final int COUNTED = 3;
    private static final int ONLINE_ONLY = 4;

    private Payloads() {}

    /// The body of a payload. A missing `persistFlag` means 3.
    static Outcome<Body> body(Fields payload) {
        return persist(payload.number("persistFlag", COUNTED))
                .then(persist -> mentions(payload)
                        .then(mentions -> data(payload)
                                .map(data -> Body.newBuilder()
                                        .setKind(payload.number("type", 0))
                                        .setText(payload.text("searchableContent"))
                                        .setPushText(payload.text("pushContent"))
                                        .setPushData(payload.text("pushData"))
                                        .setContent(payload.text("content"))
                                        .setData(data)
                                        .setMediaType(payload.number("mediaType", 0))
                                        .setMediaUrl(payload.text("remoteMediaUrl"))
                                        .setPersist(persist)
                                        .setExpireS(payload.number("expireDuration", 0))
                                        .setMentionScope(mentions)
                                        .addAllMentioned(payload.texts("mentionedTarget"))
                                        .setExtra(payload.text("extra"))
                                        .build())));
    }

    private static Outcome<Persist> persist(int flag) {
        return switch (flag) {
            case COUNTED -> Outcome.done(Persist.PERSIST_COUNTED);
            case STORED -> Outcome.done(Persist.PERSIST_STORED);
            case NOT_KEPT, ONLINE_ONLY ->
                Outcome.refused(
                        ErrorCode.UNIMPLEMENTED,
                        "payload.persistFlag " + flag + ": messages that are not kept can't be sent in this version.");
            default -> Outcome.refused(Refusal.invalid("payload.persistFlag", "must be 0, 1, 3 or 4"));
        };
    }

    private static Outcome<MentionScope> mentions(Fields payload) {
        return switch (payload.number("mentionedType", 0)) {
            case 0 -> Outcome.done(MentionScope.MENTION_NONE);
            case 1 -> Outcome.done(MentionScope.MENTION_NAMED);
            case 2 -> Outcome.done(MentionScope.MENTION_ALL);
            default -> Outcome.refused(Refusal.invalid("payload.mentionedType", "must be 0, 1 or 2"));
        };
    }

    private static Outcome<ByteString> data(Fields payload) {
        try {
            return Outcome.done(ByteString.copyFrom(Base64.getDecoder().decode(payload.text("base64edData"))));
        } catch (IllegalArgumentException notBase64) {
            return Outcome.refused(Refusal.invalid("payload.base64edData", "is not base64"));
        }
    }
}
