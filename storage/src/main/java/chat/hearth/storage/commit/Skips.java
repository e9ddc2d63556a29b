package chat.hearth.storage.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts how often in a row a conversation was skipped because somebody else held it, so that a busy one is
/// waited for in the end.
final class Skips {
    private static final int MAX = 3;

    private final Map<Long, Integer> timesByConversation = new HashMap<>();

    boolean isOverdue(Write write) {
        return timesByConversation.getOrDefault(write.scope().conversation(), 0) >= MAX;
    }

    /// Once for each conversation, whatever the number of writes.
    void count(List<Write> skipped) {
        skipped.stream()
                .map(write -> write.scope().conversation())
                .distinct()
                .forEach(key -> timesByConversation.merge(key, 1, Integer::sum));
    }

    void forget(List<Write> written) {
        if (!timesByConversation.isEmpty()) {
            written.forEach(write -> timesByConversation.remove(write.scope().conversation()));
        }
    }
}
