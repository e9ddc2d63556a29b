package chat.hearth.core.inbox;

/// A stored read position.
///
/// @param pts the personal log position of this change; of an advance that moved nothing, the one it has
/// @param hasMoved false: it stood there or further already, and nothing was written
public record ReadPosition(long user, long conversation, long readSeq, long readCounted, long pts, boolean hasMoved) {}
