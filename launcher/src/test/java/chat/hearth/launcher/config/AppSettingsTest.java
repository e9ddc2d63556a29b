package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.launcher.config.AppSettings.Registration;
import java.nio.file.Path;
import java.util.List;

class AppSettingsTest extends SettingsContract<AppSettings> {
    @Override
    String table() {
        return "app";
    }

    @Override
    List<Key<?>> keys() {
        return AppSettings.KEYS;
    }

    @Override
    AppSettings read(HearthSettings settings) {
        return settings.app();
    }

    @Override
    AppSettings defaults() {
        return new AppSettings(Registration.OPEN);
    }

    @Override
    String everyKeySet() {
        return """
                [app]
                registration = "off"
                """;
    }

    @Override
    AppSettings explicit(Path folder) {
        return new AppSettings(Registration.OFF);
    }
}
