package chat.hearth.storage.engine;

/// Where a window of the conversation list starts: after this place in the order (last_at, key) descending.
public record PageStart(long lastAtMs, long key) {
    /// Before every conversation.
    public static final PageStart TOP = new PageStart(Long.MAX_VALUE, Long.MAX_VALUE);

    /// Reads what [#text] wrote; empty is [#TOP].
    ///
    /// @throws IllegalArgumentException if it is not that
    public static PageStart parse(String text) {
        if (text.isEmpty()) {
            return TOP;
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a place in a conversation list");
        }
        return new PageStart(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    /// Opaque to everyone else.
    public String text() {
        return lastAtMs + "." + key;
    }

    /// Whether a conversation at this place comes after one at `other`.
    public boolean isAfter(PageStart other) {
        return lastAtMs < other.lastAtMs || (lastAtMs == other.lastAtMs && key < other.key);
    }
}
