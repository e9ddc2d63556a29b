package chat.hearth.core;

import chat.hearth.core.message.BodyRules;
import chat.hearth.core.session.SessionOptions;

/// The limits of a node's core.
///
/// @param textCharacters longest text, in Unicode code points
/// @param bodyBytes largest body in its binary encoding
/// @param serverFrameBytes largest frame to a client
/// @param groupMembers members of one group
public record CoreOptions(
        int textCharacters, int bodyBytes, int serverFrameBytes, int groupMembers, SessionOptions sessions) {
    private static final int HEADROOM = 16_384;

    public CoreOptions {
        if (textCharacters < 1 || bodyBytes < 1 || groupMembers < 2) {
            throw new IllegalArgumentException("a text, a body and a group must be able to hold something");
        }
        if (serverFrameBytes < leastServerFrame(bodyBytes)) {
            throw new IllegalArgumentException("serverFrameBytes must be at least " + leastServerFrame(bodyBytes));
        }
    }

    /// The smallest frame in bytes that any message fits into: one that fits into none could never be read back.
    public static int leastServerFrame(int bodyBytes) {
        return BodyRules.MAX_GROWTH * bodyBytes + HEADROOM;
    }
}
