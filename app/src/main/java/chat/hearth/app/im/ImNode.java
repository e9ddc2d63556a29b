package chat.hearth.app.im;

import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.util.Optional;

/// What the app server asks of the IM node. Methods block, at most a few seconds.
public interface ImNode {
    /// How a user was put.
    enum Put {
        DONE,
        /// Another user of the node has this name.
        NAME_TAKEN
    }

    /// Makes the user, or renames the one there is.
    ///
    /// @throws ImNodeFailed if the node can't be reached or refuses
    Put putUser(UserId user, String name, String displayName, String portrait);

    /// A fresh IM token of a device; the device's older one is dead. Empty: the node has no such user.
    ///
    /// @throws ImNodeFailed if the node can't be reached or refuses
    Optional<String> token(UserId user, DeviceId device, int platform);
}
