package chat.hearth.core.inbox;

import java.util.Map;

/// What a returning device holds.
///
/// @param mark everything before this mark was sent to it
/// @param pts the personal log position it holds
/// @param have conversation key to the change held, for its most used conversations
/// @param maxEvents beyond so many changed rows a conversation is answered by its position only
public record ResumeQuery(long user, long mark, long pts, Map<Long, Long> have, int maxEvents) {
    public ResumeQuery {
        have = Map.copyOf(have);
    }
}
