package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Origin;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every record of a configuration table promises.
///
/// @param <R> the record
abstract class SettingsContract<R> {
    @TempDir
    Path folder = Path.of("");

    /// The table's name.
    abstract String table();

    /// The keys of the record.
    abstract List<Key<?>> keys();

    abstract R read(HearthSettings settings);

    /// The record of an empty configuration.
    abstract R defaults();

    /// A configuration that gives every key of the table a value other than its default.
    abstract String everyKeySet();

    /// The record of [#everyKeySet()], read from a file in `folder`.
    abstract R explicit(Path folder);

    /// Whether another value than the default is accepted.
    boolean hasChoice(Key<?> key) {
        return true;
    }

    @Test
    void hasItsDocumentedDefaults() {
        Settings settings = Configurations.accepted(HearthSchema.SCHEMA.resolve(Sources.none()));

        assertThat(read(new HearthSettings(settings))).isEqualTo(defaults());
    }

    @Test
    void readsEveryKeySetExplicitly() throws IOException {
        Settings settings = Configurations.accepted(inFile(everyKeySet()));

        assertThat(read(new HearthSettings(settings))).isEqualTo(explicit(folder));
        assertThat(keys()).allSatisfy(key -> {
            assertThat(key.name()).startsWith(table() + ".");
            assertThat(key.meaning()).endsWith(".");
            assertThat(settings.origin(key)).isInstanceOf(Origin.File.class);
            if (hasChoice(key)) {
                assertThat(settings.value(key)).isNotEqualTo(key.fallback());
            }
        });
    }

    @Test
    void refusesAKeyItDoesNotKnow() throws IOException {
        Resolution resolution = inFile("[" + table() + "]\nnever_heard_of_it = 1\n");

        assertThat(resolution)
                .isInstanceOfSatisfying(
                        Resolution.Refused.class,
                        refused -> assertThat(refused.problems().stream().map(Problem::line))
                                .singleElement()
                                .asString()
                                .contains("hearth.toml:2: unknown key \"" + table() + ".never_heard_of_it\""));
    }

    private Resolution inFile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("hearth.toml"), text);
        return HearthSchema.SCHEMA.resolve(new Sources(file, Map.of(), List.of()));
    }
}
