package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Raw;
import chat.hearth.kit.config.Reading;
import chat.hearth.kit.config.TomlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Translates the old system's `key value` file to the text of a `hearth.toml`; every key is accounted for.
public final class LegacyImport {
    private final Map<String, LegacyLine> linesByKey = new LinkedHashMap<>();
    private final Map<String, String> valuesByName = new TreeMap<>();
    private final List<Carried> carried = new ArrayList<>();
    private final List<NotCarried> notCarried = new ArrayList<>();

    private LegacyImport() {}

    /// The translation of a whole file. The text holds the file's passwords; the two lists hold none.
    ///
    /// @param toml accepted as it stands by [HearthSchema#SCHEMA]
    public record Translation(String toml, List<Carried> carried, List<NotCarried> notCarried) {
        public Translation {
            carried = List.copyOf(carried);
            notCarried = List.copyOf(notCarried);
        }
    }

    /// A key that lives on.
    public record Carried(int line, String legacyKey, String key) {}

    /// A key that could not be carried, and why.
    public record NotCarried(int line, String legacyKey, String reason) {}

    /// Translates; the result depends on the text alone.
    public static Translation translate(String text) {
        LegacyImport translation = new LegacyImport();
        LegacyLine.of(text).forEach(translation::collect);
        translation.linesByKey.values().forEach(translation::carry);
        translation.notCarried.sort(Comparator.comparingInt(NotCarried::line));
        return new Translation(translation.toml(), translation.carried, translation.notCarried);
    }

    /// The old system lets the last of several lines win.
    private void collect(LegacyLine line) {
        if (line.key().isEmpty()) {
            notCarried.add(new NotCarried(line.number(), "", "not a line of the form \"key value\""));
            return;
        }
        LegacyLine earlier = linesByKey.put(line.key(), line);
        if (earlier != null) {
            skip(earlier, "set again at line " + line.number());
        }
    }

    private void carry(LegacyLine line) {
        Key<?> key = LegacyKeys.successor(line.key());
        if (key == null) {
            skip(line, LegacyKeys.reason(line.key()));
        } else if (line.value().isEmpty()) {
            skip(line, "has no value");
        } else {
            carry(line, key);
        }
    }

    private <T> void carry(LegacyLine line, Key<T> key) {
        switch (key.type().read(new Raw.Loose(line.value()), Path.of(""))) {
            case Reading.Valid<T>(T value) -> {
                boolean isText = key.isSecret() || key.type().show(value).startsWith("\"");
                valuesByName.put(
                        key.name(),
                        isText ? TomlText.quoted(line.value()) : key.type().show(value));
                carried.add(new Carried(line.number(), line.key(), key.name()));
            }
            case Reading.NotAllowed<T> _ ->
                skip(line, key.name() + " must be " + key.type().allowed());
            case Reading.Unusable<T>(String why) -> skip(line, key.name() + " " + why);
        }
    }

    private void skip(LegacyLine line, String reason) {
        notCarried.add(new NotCarried(line.number(), line.key(), reason));
    }

    private String toml() {
        if (valuesByName.containsKey(ImSettings.ServerApi.LEGACY_SECRET.name())) {
            // Programs that were given this secret sign in the old way.
            valuesByName.put(ImSettings.ServerApi.LEGACY_SIGNATURE.name(), "true");
        }
        StringBuilder toml = new StringBuilder("# Translated from the old system. It may hold passwords: chmod 600.\n");
        String table = "";
        for (Map.Entry<String, String> entry : valuesByName.entrySet()) {
            String[] parts = entry.getKey().split("\\.", 2);
            if (!parts[0].equals(table)) {
                table = parts[0];
                toml.append("\n[").append(table).append("]\n");
            }
            toml.append(parts[1]).append(" = ").append(entry.getValue()).append('\n');
        }
        return toml.toString();
    }
}
