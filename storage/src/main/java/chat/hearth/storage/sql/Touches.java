package chat.hearth.storage.sql;

import java.util.Map;
import java.util.TreeMap;

/// What one transaction touched: for the journal, and so for everyone who follows the log.
public final class Touches {
    /// A span of changes, both ends included.
    record Span(long from, long to) {
        Span with(long change) {
            return new Span(Math.min(from, change), Math.max(to, change));
        }
    }

    final Map<Long, Span> spansByConversation = new TreeMap<>();
    final Map<Long, Long> ptsByUser = new TreeMap<>();

    /// A conversation took this change.
    public void conversation(long key, long change) {
        spansByConversation.merge(key, new Span(change, change), (known, _) -> known.with(change));
    }

    /// A conversation took all changes from `from` to `to`.
    public void conversation(long key, long from, long to) {
        conversation(key, from);
        conversation(key, to);
    }

    void user(long key, long pts) {
        ptsByUser.merge(key, pts, Math::max);
    }
}
