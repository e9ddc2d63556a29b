package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import java.nio.file.Path;
import java.util.List;

class ProxySettingsTest extends SettingsContract<ProxySettings> {
    @Override
    String table() {
        return "proxy";
    }

    @Override
    List<Key<?>> keys() {
        return ProxySettings.KEYS;
    }

    @Override
    ProxySettings read(HearthSettings settings) {
        return settings.proxy();
    }

    @Override
    ProxySettings defaults() {
        return new ProxySettings(List.of());
    }

    @Override
    String everyKeySet() {
        return """
                [proxy]
                trusted = ["10.0.0.0/8", "::1"]
                """;
    }

    @Override
    ProxySettings explicit(Path folder) {
        return new ProxySettings(List.of("10.0.0.0/8", "::1"));
    }
}
