package chat.hearth.kit.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Valid values for every key of a schema, each with its origin.
public final class Settings {
    /// A longer value pushes its own origin to the right, not those of the others.
    private static final int WIDEST_VALUE = 60;

    private final Map<String, Found<?>> foundByName;

    Settings(Map<String, Found<?>> foundByName) {
        this.foundByName = Map.copyOf(foundByName);
    }

    /// The value in force.
    public <T> T value(Key<T> key) {
        return found(key).value();
    }

    /// Where the value in force comes from.
    public Origin origin(Key<?> key) {
        return found(key).origin();
    }

    /// The value in force in TOML's spelling, secrets masked.
    public String shown(Key<?> key) {
        return found(key).shown();
    }

    /// A listing of `keys` in three columns: name, value with secrets masked, origin.
    public String show(List<Key<?>> keys) {
        int nameWidth = widest(keys.stream().map(Key::name));
        int valueWidth = Math.min(WIDEST_VALUE, widest(keys.stream().map(this::shown)));
        StringBuilder listing = new StringBuilder();
        keys.forEach(key -> listing.append(padded(key.name(), nameWidth))
                .append(" = ")
                .append(padded(shown(key), valueWidth))
                .append("  # ")
                .append(origin(key).describe())
                .append('\n'));
        return listing.toString();
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    // A Found is stored under the name of the very key that typed it, and a schema has each name once.
    @SuppressWarnings("unchecked")
    private <T> Found<T> found(Key<T> key) {
        Found<?> found = foundByName.get(key.name());
        if (found == null || !found.key().equals(key)) {
            throw new IllegalArgumentException("not a key of this schema: " + key.name());
        }
        return (Found<T>) found;
    }

    record Found<T>(Key<T> key, T value, Origin origin) {
        String shown() {
            return key.type().show(value);
        }
    }
}
