package chat.hearth.launcher.cli;

import chat.hearth.kit.config.Sources.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the flags of one command that set configuration keys.
final class Flags {
    private final List<Flag> given = new ArrayList<>();

    /// Adds a flag, unless it was not given.
    Flags add(String flag, String key, @Nullable String text) {
        if (text != null) {
            given.add(new Flag(flag, key, text));
        }
        return this;
    }

    List<Flag> toList() {
        return List.copyOf(given);
    }
}
