package chat.hearth.core.inbox;

/// A wish to move a read position forward.
public record ReadAdvance(long user, long conversation, long seq) {}
