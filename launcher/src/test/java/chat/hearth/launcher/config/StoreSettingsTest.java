package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import java.nio.file.Path;
import java.util.List;

class StoreSettingsTest extends SettingsContract<StoreSettings> {
    @Override
    String table() {
        return "store";
    }

    @Override
    List<Key<?>> keys() {
        return StoreSettings.KEYS;
    }

    @Override
    boolean hasChoice(Key<?> key) {
        return !key.equals(StoreSettings.KIND);
    }

    @Override
    StoreSettings read(HearthSettings settings) {
        return settings.store();
    }

    @Override
    StoreSettings defaults() {
        return new StoreSettings(StoreSettings.Kind.SQLITE, 1000, 10_000);
    }

    @Override
    String everyKeySet() {
        return """
                [store]
                kind = "sqlite"
                batch_max = 1
                queue_max = 5
                """;
    }

    @Override
    StoreSettings explicit(Path folder) {
        return new StoreSettings(StoreSettings.Kind.SQLITE, 1, 5);
    }
}
