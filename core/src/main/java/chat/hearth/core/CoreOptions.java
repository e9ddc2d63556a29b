package chat.hearth.core;

import chat.hearth.core.session.SessionOptions;

/// The limits of a node's core.
///
/// @param textCharacters longest text, in Unicode code points
/// @param bodyBytes largest body in its binary encoding
/// @param serverFrameBytes largest frame to a client
/// @param groupMembers members of one group
public record CoreOptions(
        int textCharacters, int bodyBytes, int serverFrameBytes, int groupMembers, SessionOptions sessions) {}
