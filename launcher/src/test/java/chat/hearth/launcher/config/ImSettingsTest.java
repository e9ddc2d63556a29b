package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class ImSettingsTest extends SettingsContract<ImSettings> {
    @Override
    String table() {
        return "im";
    }

    @Override
    List<Key<?>> keys() {
        return ImSettings.KEYS;
    }

    @Override
    ImSettings read(HearthSettings settings) {
        return settings.im();
    }

    @Override
    ImSettings defaults() {
        return new ImSettings(
                "",
                new ImSettings.ServerApi(18_080, "127.0.0.1", false, Secret.none()),
                new ImSettings.Liveness(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(2)),
                new ImSettings.Announced(0, 0, "", false, new ImSettings.Announced.Proxied("", 0, 0)));
    }

    @Override
    String everyKeySet() {
        return """
                [im]
                environment = "house-1"
                server_api_port = 0
                server_api_bind = "10.0.0.1"
                legacy_signature = true
                legacy_secret = "correct horse"
                heartbeat_s = 20
                hello_timeout_s = 7
                reconnect_spread_ms = 0
                websocket_port = 8083
                secure_websocket_port = 8084
                announce_host = "im.example.com"
                announce_websocket_host = "ws.example.com"
                announce_websocket_port = 9083
                announce_secure_websocket_port = 9084
                websocket_proxy_protocol = true
                [proxy]
                trusted = ["10.0.0.0/8"]
                [tls]
                certificate = "node.pem"
                """;
    }

    @Override
    ImSettings explicit(Path folder) {
        return new ImSettings(
                "house-1",
                new ImSettings.ServerApi(0, "10.0.0.1", true, Secret.of("correct horse")),
                new ImSettings.Liveness(Duration.ofSeconds(20), Duration.ofSeconds(7), Duration.ZERO),
                new ImSettings.Announced(
                        8083,
                        8084,
                        "im.example.com",
                        true,
                        new ImSettings.Announced.Proxied("ws.example.com", 9083, 9084)));
    }
}
