package chat.hearth.core.message;

import chat.hearth.core.conversation.Heads;
import java.util.List;

/// Messages by ascending seq, read in one snapshot.
///
/// @param hasMore the range holds messages that were left out
/// @param heads the conversation's heads in that snapshot
public record HistorySlice(List<StoredMessage> messages, boolean hasMore, Heads heads) {
    public HistorySlice {
        messages = List.copyOf(messages);
    }
}
