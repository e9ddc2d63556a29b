package chat.hearth.kit.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a configuration is read from; later ones win.
///
/// @param file the TOML file; null when there is none. A file named here must exist
/// @param environment all variables of the process; only those with the product's prefix are looked at
/// @param flags what the command line says
public record Sources(@Nullable Path file, Map<String, String> environment, List<Flag> flags) {
    public Sources {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /// Defaults alone.
    public static Sources none() {
        return new Sources(null, Map.of(), List.of());
    }

    /// A flag that sets a key.
    ///
    /// @param flag as the user typed it, for messages: `--port`
    /// @param key the dotted name of the key: `server.port`
    public record Flag(String flag, String key, String text) {}
}
