package chat.hearth.storage.engine;

import chat.hearth.core.log.Change;
import java.util.List;

/// What a write inside a transaction answered, and what it changed.
///
/// @param changes to be released after the commit, in this order
public record Applied<T>(T value, List<Change> changes) {
    public Applied {
        changes = List.copyOf(changes);
    }

    /// A write that changed nothing anyone follows.
    public static <T> Applied<T> quietly(T value) {
        return new Applied<>(value, List.of());
    }
}
