package chat.hearth.core.log;

import java.util.Map;

/// A piece of the [CommitJournal].
///
/// @param upTo every commit up to this mark is in this piece or before it
/// @param changeByConversation the highest change that each touched conversation took
/// @param ptsByUser the highest position that each touched personal log took
public record JournalSlice(long upTo, Map<Long, Long> changeByConversation, Map<Long, Long> ptsByUser) {
    public JournalSlice {
        changeByConversation = Map.copyOf(changeByConversation);
        ptsByUser = Map.copyOf(ptsByUser);
    }

    /// Nothing after a mark.
    public static JournalSlice none(long upTo) {
        return new JournalSlice(upTo, Map.of(), Map.of());
    }
}
