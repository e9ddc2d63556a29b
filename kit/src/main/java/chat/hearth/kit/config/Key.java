package chat.hearth.kit.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// One setting: its dotted name, what its values are, its one default, and what it means.
///
/// @param name dotted, lower case, as in `server.port`
/// @param fallback the value when no source gives one; it need not fit the type, so "none" can be told apart
/// @param meaning one sentence for the reference
/// @param aliases other dotted names under which the key is known
/// @param <T> the type of the value
public record Key<T>(String name, ValueType<T> type, T fallback, String meaning, Set<String> aliases) {
    private static final String VARIABLE_PREFIX = "HEARTH_";

    public Key {
        if (!name.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+")) {
            throw new IllegalArgumentException("not a dotted lower-case name: " + name);
        }
        aliases = Set.copyOf(aliases);
    }

    /// A key without aliases.
    public static <T> Key<T> of(String name, ValueType<T> type, T fallback, String meaning) {
        return new Key<>(name, type, fallback, meaning, Set.of());
    }

    /// The same key, known under `alias` too.
    public Key<T> knownAs(String alias) {
        Set<String> names = new HashSet<>(aliases);
        names.add(alias);
        return new Key<>(name, type, fallback, meaning, names);
    }

    /// Whether the value may not be shown.
    public boolean isSecret() {
        return fallback instanceof Secret;
    }

    /// The environment variable for one of the key's names: `server.port` is `HEARTH_SERVER_PORT`.
    static String variable(String name) {
        return VARIABLE_PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static boolean isVariable(String variable) {
        return variable.startsWith(VARIABLE_PREFIX);
    }
}
