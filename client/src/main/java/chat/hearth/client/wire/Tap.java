package chat.hearth.client.wire;

import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;

/// Sees every frame, and may make one vanish: how tests lose acks, and how tools watch.
///
/// Called on the client's loop; must not block.
public interface Tap {
    /// Lets everything pass.
    Tap OPEN = new Tap() {};

    /// False: the client never sees this frame.
    default boolean inbound(ServerFrame frame) {
        return true;
    }

    /// False: the server never sees this request.
    default boolean outbound(Request request) {
        return true;
    }
}
