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
                0,
                new AcmeSettings("", "", List.of(), false));
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
                acme_directory = "https://ca.example.com/directory"
                acme_email = "admin@example.com"
                acme_names = ["chat.example.com"]
                acme_agree_terms = true
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
                80,
                new AcmeSettings(
                        "https://ca.example.com/directory", "admin@example.com", List.of("chat.example.com"), true));
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

    @Test
    void saysWhatAnAuthorityNeeds() throws IOException {
        assertThat(refusals("tls.acme_directory = \"https://ca.example.com/directory\"\n"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("needs tls.acme_agree_terms = true"))
                .anySatisfy(line -> assertThat(line).contains("needs tls.redirect_port"))
                .anySatisfy(line -> assertThat(line).contains("needs 1 to 100 names"));
        assertThat(refusals("tls.acme_email = \"admin@example.com\"\n"))
                .singleElement()
                .asString()
                .contains("tls.acme_email is given, but no authority");
        assertThat(refusals("tls.acme_directory = \"http://ca.example.com/directory\"\n"))
                .singleElement()
                .asString()
                .contains("tls.acme_directory must be an https:// address");
        assertThat(refusals("tls.acme_names = [\"*.example.com\"]\n"))
                .singleElement()
                .asString()
                .contains("tls.acme_names must be a list of host names");
    }

    private List<String> refusals(String text) throws IOException {
        var file = Files.writeString(folder.resolve("hearth.toml"), text);
        return Configurations.linesOf(HearthSchema.SCHEMA.resolve(new Sources(file, Map.of(), List.of())));
    }
}
