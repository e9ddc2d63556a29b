package chat.hearth.core.message;

/// What changed in (fromChange, head] of one conversation, as far as one member may see it.
///
/// @param visibleFromSeq messages before it are left out
/// @param limit messages and members together; beyond it the answer is [DiffSlice#isTooLong]
public record DiffQuery(long conversation, long fromChange, long visibleFromSeq, int limit) {}
