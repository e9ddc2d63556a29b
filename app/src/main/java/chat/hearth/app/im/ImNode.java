package chat.hearth.app.im;

import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;

/// What the app server asks of the IM node. Methods block, at most a few seconds.
public interface ImNode {
    /// Makes the user, or renames the one there is.
    ///
    /// @throws ImNodeFailed if the node can't be reached or refuses
    void putUser(UserId user, String name, String displayName, String portrait);

    /// A fresh IM token of a device; the device's older one is dead.
    ///
    /// @throws ImNodeFailed if the node can't be reached or refuses
    String token(UserId user, DeviceId device, int platform);
}
