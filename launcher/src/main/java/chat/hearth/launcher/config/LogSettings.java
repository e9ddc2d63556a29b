package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import chat.hearth.kit.log.LogFormat;
import java.util.List;
import org.slf4j.event.Level;

/// How the program tells what it does: table `[log]`.
public record LogSettings(LogFormat format, Level level) {
    static final Key<LogFormat> FORMAT =
            Key.of("log.format", Texts.oneOf(List.of(LogFormat.values())), LogFormat.TEXT, "The form of a log line.");
    static final Key<Level> LEVEL = Key.of(
            "log.level", Texts.oneOf(List.of(Level.values())), Level.INFO, "The least serious event that is told.");

    static final List<Key<?>> KEYS = List.of(FORMAT, LEVEL);

    static LogSettings of(Settings settings) {
        return new LogSettings(settings.value(FORMAT), settings.value(LEVEL));
    }
}
