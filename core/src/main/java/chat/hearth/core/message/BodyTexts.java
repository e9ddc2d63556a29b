package chat.hearth.core.message;

import chat.hearth.protocol.v1.Body;
import java.util.List;

/// The fields of a body in which a sender may write what they like: each must be storable, and each counts in full.
final class BodyTexts {
    private BodyTexts() {}

    static List<String> of(Body body) {
        return List.of(
                body.getText(),
                body.getPushText(),
                body.getPushData(),
                body.getContent(),
                body.getMediaUrl(),
                body.getExtra());
    }
}
