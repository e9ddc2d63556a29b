package chat.hearth.core.message;

/// A range of one conversation's timeline, both ends included.
///
/// @param limit 1 … 200
/// @param isOldestFirst which end of the range to keep when it holds more than `limit`
public record HistoryQuery(long conversation, long fromSeq, long toSeq, int limit, boolean isOldestFirst) {}
