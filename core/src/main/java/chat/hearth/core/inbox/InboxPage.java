package chat.hearth.core.inbox;

import java.util.List;

/// A window of the conversation list, most recently active first.
///
/// @param next where the next window starts, to be given back as it is: two numbers of at most 18 digits,
///   joined by a dot; empty = this was the last
public record InboxPage(List<InboxEntry> entries, String next) {
    public InboxPage {
        entries = List.copyOf(entries);
    }
}
