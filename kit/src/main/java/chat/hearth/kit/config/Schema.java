package chat.hearth.kit.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All the keys of a product and the conditions between them.
///
/// @param keys in the order of listings
/// @param rules asked when every value fits by itself
/// @param retired dotted names that are no longer keys, each with what to do instead
/// @param foreignVariables environment variables with the product's prefix that are not configuration
public record Schema(List<Key<?>> keys, List<Rule> rules, Map<String, String> retired, Set<String> foreignVariables) {
    public Schema {
        keys = List.copyOf(keys);
        rules = List.copyOf(rules);
        retired = Map.copyOf(retired);
        foreignVariables = Set.copyOf(foreignVariables);
        Set<String> variables = new HashSet<>();
        for (String name : names(keys)) {
            // Two names may differ and yet share a variable: a.b_c and a_b.c.
            if (!variables.add(Key.variable(name)) || retired.containsKey(name)) {
                throw new IllegalArgumentException("name given twice: " + name);
            }
        }
    }

    /// A schema of keys alone.
    public static Schema of(Key<?>... keys) {
        return new Schema(List.of(keys), List.of(), Map.of(), Set.of());
    }

    /// Reads all sources; reports every problem they have.
    public Resolution resolve(Sources sources) {
        return new Resolver(this).resolve(sources);
    }

    /// The listing of the values in force: name, value with secrets masked, origin.
    public String show(Settings settings) {
        return settings.show(keys);
    }

    /// The key with this name or alias; null when there is none.
    public @Nullable Key<?> find(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name) || key.aliases().contains(name))
                .findFirst()
                .orElse(null);
    }

    /// Every name and alias.
    List<String> names() {
        return names(keys);
    }

    private static List<String> names(List<Key<?>> keys) {
        return keys.stream()
                .<String>mapMulti((key, names) -> {
                    names.accept(key.name());
                    key.aliases().forEach(names);
                })
                .toList();
    }
}
