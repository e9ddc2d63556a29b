package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HearthSchemaTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void understandsTheOldNamesAtTheTopOfTheFile() throws IOException {
        HearthSettings settings = new HearthSettings(Configurations.accepted(file("""
                server.ip = "im.example.com"
                websocket_port = 8083
                secure_websocket_port = 8084
                jks_path = "node.jks"
                key_store_password = "correct horse"
                key_manager_password = "battery staple"
                websocket_proxy_host = "ws.example.com"
                websocket_proxy_port = 9083
                websocket_proxy_secure_port = 9084
                """)));

        assertThat(settings.im().announced())
                .isEqualTo(new ImSettings.Announced(
                        8083,
                        8084,
                        "im.example.com",
                        false,
                        new ImSettings.Announced.Proxied("ws.example.com", 9083, 9084)));
        assertThat(settings.tls().keyStore().file()).isEqualTo(folder.resolve("node.jks"));
        assertThat(settings.tls().keyStore().password().reveal()).isEqualTo("correct horse");
        assertThat(settings.tls().keyPassword().reveal()).isEqualTo("battery staple");
    }

    @Test
    void refusesOnePortForBothServers() throws IOException {
        assertThat(Configurations.linesOf(file("im.server_api_port = 8080")))
                .singleElement()
                .asString()
                .endsWith("hearth.toml:1: im.server_api_port and server.port are both 8080; give one of them another");
        assertThat(Configurations.linesOf(file("[im]\nserver_api_port = 0\n[server]\nport = 0")))
                .isEmpty();
    }

    @Test
    void refusesTheOldSignatureWithoutASecret() throws IOException {
        assertThat(Configurations.linesOf(file("im.legacy_signature = true")))
                .singleElement()
                .asString()
                .endsWith("hearth.toml:1: im.legacy_signature needs im.legacy_secret");
    }

    @Test
    void refusesSecretsThatEverybodyKnows() {
        for (String known : new String[] {"123456", "changeit", "testim", ""}) {
            assertThat(Configurations.linesOf(Configurations.environment(Map.of("HEARTH_IM_LEGACY_SECRET", known))))
                    .as(known)
                    .hasSize(1);
        }
    }

    @Test
    void refusesToAnnounceAnAddressThatNobodyCanDial() throws IOException {
        assertThat(Configurations.linesOf(file("server.ip = '0.0.0.0'"))).hasSize(1);
    }

    @Test
    void leavesTheLaunchersOwnVariablesAlone() {
        assertThat(Configurations.linesOf(Configurations.environment(Map.of("HEARTH_JAVA_HOME", "/jdk"))))
                .isEmpty();
    }

    @Test
    void showsEveryKeyWithMaskedSecretsAndOrigins() throws IOException {
        Settings settings = Configurations.accepted(file("im.legacy_secret = 'correct horse'"));

        assertThat(new HearthSettings(settings).show())
                .hasLineCount(HearthSchema.SCHEMA.keys().size())
                .containsPattern("im.legacy_secret +=  *\"\\*\\*\\*\" +# .*hearth.toml:1")
                .containsPattern("server.port +=  *8080 +# default")
                .doesNotContain("correct horse");
    }

    private Resolution file(String text) throws IOException {
        return Configurations.file(Files.writeString(folder.resolve("hearth.toml"), text));
    }
}
