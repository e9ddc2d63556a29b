package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.log.LogFormat;
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
        return new LogSettings(LogFormat.TEXT, Level.INFO);
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
        return new LogSettings(LogFormat.JSON, Level.DEBUG);
    }
}
