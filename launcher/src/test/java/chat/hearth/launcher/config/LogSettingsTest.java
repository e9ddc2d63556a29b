package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.event.Level;

class LogSettingsTest extends SettingsContract<LogSettings> {
    @Override
    String table() {
        return "log";
    }

    @Override
    List<Key<?>> keys() {
        return LogSettings.KEYS;
    }

    @Override
    LogSettings read(HearthSettings settings) {
        return settings.log();
    }

    @Override
    LogSettings defaults() {
        return new LogSettings(LogSettings.Format.TEXT, Level.INFO);
    }

    @Override
    String everyKeySet() {
        return """
                [log]
                format = "json"
                level = "debug"
                """;
    }

    @Override
    LogSettings explicit(Path folder) {
        return new LogSettings(LogSettings.Format.JSON, Level.DEBUG);
    }
}
