package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Sources;
import chat.hearth.launcher.config.TlsSettings.KeyStoreFile;
import chat.hearth.launcher.config.TlsSettings.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return new TlsSettings(
                new Pem(Path.of(""), Path.of("")),
                Path.of(""),
                new KeyStoreFile(Path.of(""), Secret.none()),
                Secret.none(),
                Path.of(""),
                0);
    }

    @Override
    String everyKeySet() {
        return """
                [tls]
                certificate = "tls/chat.pem"
                key = "tls/chat.key"
                folder = "tls/more"
                key_store = "tls/node.p12"
                key_store_password = "correct horse"
                key_password = "battery staple"
                ca = "tls/ca.pem"
                redirect_port = 80
                """;
    }

    @Override
    TlsSettings explicit(Path folder) {
        return new TlsSettings(
                new Pem(folder.resolve("tls/chat.pem"), folder.resolve("tls/chat.key")),
                folder.resolve("tls/more"),
                new KeyStoreFile(folder.resolve("tls/node.p12"), Secret.of("correct horse")),
                Secret.of("battery staple"),
                folder.resolve("tls/ca.pem"),
                80);
    }

    @Test
    void isWantedOnceACertificateIsNamed() {
        assertThat(defaults().isWanted()).isFalse();
        assertThat(explicit(folder).isWanted()).isTrue();
    }

    @Test
    void refusesAPasswordWithoutACertificate() throws IOException {
        var file = Files.writeString(folder.resolve("hearth.toml"), "key_store_password = \"correct horse\"\n");

        assertThat(Configurations.linesOf(HearthSchema.SCHEMA.resolve(new Sources(file, Map.of(), List.of()))))
                .singleElement()
                .asString()
                .contains("tls.key_store_password is given, but no certificate");
    }
}
