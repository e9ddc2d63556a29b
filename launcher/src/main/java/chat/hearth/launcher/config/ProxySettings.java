package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Settings;
import java.util.List;

/// Who stands in front: table `[proxy]`.
///
/// @param trusted networks whose forwarded headers are believed, in CIDR notation
public record ProxySettings(List<String> trusted) {
    static final Key<List<String>> TRUSTED = Key.of(
            "proxy.trusted",
            Addresses.networks(),
            List.of(),
            "Networks of proxies whose X-Forwarded-For, Forwarded and X-Real-IP are believed.");

    static final List<Key<?>> KEYS = List.of(TRUSTED);

    public ProxySettings {
        trusted = List.copyOf(trusted);
    }

    static ProxySettings of(Settings settings) {
        return new ProxySettings(settings.value(TRUSTED));
    }
}
