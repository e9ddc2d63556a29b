package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSettingsTest extends SettingsContract<ServerSettings> {
    @Override
    String table() {
        return "server";
    }

    @Override
    List<Key<?>> keys() {
        return ServerSettings.KEYS;
    }

    @Override
    ServerSettings read(HearthSettings settings) {
        return settings.server();
    }

    @Override
    ServerSettings defaults() {
        return new ServerSettings(8080, "127.0.0.1", List.of(), Path.of("data"), Duration.ofSeconds(10));
    }

    @Override
    String everyKeySet() {
        return """
                [server]
                port = 0
                bind = "::1"
                public_origins = ["https://chat.example.com", "http://localhost:8081"]
                data = "there"
                drain_s = 0
                [proxy]
                trusted = ["10.0.0.0/8"]
                """;
    }

    @Override
    ServerSettings explicit(Path folder) {
        return new ServerSettings(
                0,
                "::1",
                List.of("https://chat.example.com", "http://localhost:8081"),
                folder.resolve("there"),
                Duration.ZERO);
    }

    @Test
    void takesTheLocalOriginsOfItsPortWhenNoneIsConfigured() {
        assertThat(defaults().originsAt(4711)).containsExactly("http://localhost:4711", "http://127.0.0.1:4711");
        assertThat(explicit(folder).originsAt(4711))
                .containsExactly("https://chat.example.com", "http://localhost:8081");
    }

    @Test
    void takesTheNamesOfTheCertificateWhenNoneIsConfigured() {
        assertThat(defaults().originsAt(8443, List.of("chat.test", "*.chat.test", "::1", "chat.test")))
                .containsExactly("https://chat.test:8443", "https://[::1]:8443");
        assertThat(defaults().originsAt(443, List.of("chat.test"))).containsExactly("https://chat.test");
    }

    @Test
    void refusesOriginsThatNoBrowserSends() {
        for (String origin : List.of(
                "chat.example.com",
                "https://chat.example.com/",
                "https://Chat.example.com",
                "https://chat.example.com:443",
                "https://user@chat.example.com",
                "ws://chat.example.com",
                "null",
                "*")) {
            assertThat(Configurations.linesOf(
                            Configurations.environment(Map.of("HEARTH_SERVER_PUBLIC_ORIGINS", origin))))
                    .as(origin)
                    .singleElement()
                    .asString()
                    .contains("server.public_origins must be a list of origins");
        }
    }
}
