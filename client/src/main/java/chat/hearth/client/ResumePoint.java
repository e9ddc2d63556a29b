package chat.hearth.client;

import chat.hearth.client.sync.Held;
import java.util.List;

/// What a client must keep to go on where it stopped, in another process if need be.
///
/// @param cursor the last checkpoint that covers what is held; empty: none yet
public record ResumePoint(String user, String cursor, List<Held> held) {
    public ResumePoint {
        held = List.copyOf(held);
    }
}
