package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsSettingsTest extends SettingsContract<TlsSettings> {
    @Override
    String table() {
        return "tls";
    }

    @Override
    List<Key<?>> keys() {
        return TlsSettings.KEYS;
    }

    @Override
    TlsSettings read(HearthSettings settings) {
        return settings.tls();
    }

    @Override
    TlsSettings defaults() {
        return new TlsSettings(Path.of(""), Secret.none(), Secret.none());
    }

    @Override
    String everyKeySet() {
        return """
                [tls]
                key_store = "tls/node.p12"
                key_store_password = "correct horse"
                key_password = "battery staple"
                """;
    }

    @Override
    TlsSettings explicit(Path folder) {
        return new TlsSettings(folder.resolve("tls/node.p12"), Secret.of("correct horse"), Secret.of("battery staple"));
    }

    @Test
    void isWantedOnceAKeyStoreIsNamed() {
        assertThat(defaults().isWanted()).isFalse();
        assertThat(explicit(folder).isWanted()).isTrue();
    }
}
