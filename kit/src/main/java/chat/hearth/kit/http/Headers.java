package chat.hearth.kit.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Header fields; names are compared without regard to case and held in lower case, as HTTP/2 sends them.
public final class Headers {
    private static final Headers NONE = new Headers(Map.of());
    private final Map<String, List<String>> valuesByName;

    private Headers(Map<String, List<String>> valuesByName) {
        this.valuesByName = valuesByName;
    }

    public static Headers none() {
        return NONE;
    }

    /// These fields in their order; a name may come several times.
    public static Headers of(Iterable<Map.Entry<String, String>> fields) {
        Map<String, List<String>> valuesByName = new LinkedHashMap<>();
        fields.forEach(field -> valuesByName
                .computeIfAbsent(lower(field.getKey()), _ -> new ArrayList<>(1))
                .add(field.getValue()));
        valuesByName.replaceAll((_, values) -> List.copyOf(values));
        return new Headers(valuesByName);
    }

    /// The first value; null when the field is missing.
    public @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /// All values, in order.
    public List<String> all(String name) {
        return valuesByName.getOrDefault(lower(name), List.of());
    }

    /// These fields with `name` set to one value instead of any it had.
    ///
    /// @throws IllegalArgumentException when name or value could break out of its line
    public Headers with(String name, String value) {
        return replaced(name, List.of(value));
    }

    /// These fields with one more value under `name`.
    ///
    /// @throws IllegalArgumentException when name or value could break out of its line
    public Headers plus(String name, String value) {
        List<String> values = new ArrayList<>(all(name));
        values.add(value);
        return replaced(name, List.copyOf(values));
    }

    /// Hands over each field, name in lower case.
    public void forEach(BiConsumer<String, String> action) {
        valuesByName.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }

    private Headers replaced(String name, List<String> values) {
        boolean isSafe = name.matches("[A-Za-z0-9-]+")
                && values.stream().noneMatch(value -> value.chars().anyMatch(letter -> letter < ' ' && letter != '\t'));
        if (!isSafe) {
            throw new IllegalArgumentException("not a header field: " + name);
        }
        Map<String, List<String>> changed = new LinkedHashMap<>(valuesByName);
        changed.put(lower(name), values);
        return new Headers(changed);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && headers.valuesByName.equals(valuesByName);
    }

    @Override
    public int hashCode() {
        return valuesByName.hashCode();
    }

    /// The names alone: values may be credentials.
    @Override
    public String toString() {
        return valuesByName.keySet().toString();
    }
}
