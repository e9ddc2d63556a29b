package chat.hearth.storage.engine;

import java.util.List;

/// What a batch is going to write to, so that an engine with several writers can lock it in one order: first
/// the conversations, then the users, each ascending.
///
/// @param conversations database keys, ascending, each once; a key may name nothing
/// @param users database keys, ascending, each once
/// @param isPatient whether to wait for a conversation that somebody else holds, rather than to skip it
public record Claims(List<Long> conversations, List<Long> users, boolean isPatient) {
    /// Nothing is known of what will be written.
    public static final Claims NONE = new Claims(List.of(), List.of(), true);

    public Claims {
        conversations = List.copyOf(conversations);
        users = List.copyOf(users);
    }
}
