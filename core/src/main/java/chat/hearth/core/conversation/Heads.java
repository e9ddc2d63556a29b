package chat.hearth.core.conversation;

/// A conversation's three counters, each the last number given.
///
/// @param seq timeline entries
/// @param change durable changes
/// @param counted entries that count as unread
public record Heads(long seq, long change, long counted) {
    /// A conversation in which nothing happened yet.
    public static final Heads NONE = new Heads(0, 0, 0);
}
