package chat.hearth.storage.commit;

import java.util.List;

/// What one write writes to: it decides which writer takes it, and what is locked for it.
///
/// @param conversation database key; 0 = none that is known yet
/// @param users whose personal logs may move
record Scope(long conversation, List<Long> users) {
    /// Nothing that has to be locked ahead.
    static final Scope NONE = new Scope(0, List.of());

    Scope {
        users = List.copyOf(users);
    }

    static Scope of(long conversation) {
        return new Scope(conversation, List.of());
    }

    static Scope ofUsers(List<Long> users) {
        return new Scope(0, users);
    }
}
