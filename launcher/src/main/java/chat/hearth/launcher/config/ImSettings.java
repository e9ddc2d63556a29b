package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The IM node: table `[im]`.
///
/// @param environment the installation's name; empty means it is made at first start
public record ImSettings(String environment, ServerApi serverApi, Liveness liveness, Announced announced) {
    static final Key<String> ENVIRONMENT = Key.of(
            "im.environment",
            Texts.text("1 to 32 of a-z, 0-9 and -", text -> text.matches("[a-z0-9-]{1,32}")),
            "",
            "The installation's name, inside every token; empty means it is made at first start.");

    static final List<Key<?>> KEYS = Stream.of(
                    List.<Key<?>>of(ENVIRONMENT), ServerApi.KEYS, Liveness.KEYS, Announced.KEYS)
            .flatMap(List::stream)
            .toList();

    static ImSettings of(Settings settings) {
        return new ImSettings(
                settings.value(ENVIRONMENT), ServerApi.of(settings), Liveness.of(settings), Announced.of(settings));
    }

    static Stream<Problem> problems(Settings settings) {
        boolean isUnfounded = settings.value(Announced.PROXY_PROTOCOL)
                && settings.value(ProxySettings.TRUSTED).isEmpty();
        return isUnfounded
                ? Stream.of(new Problem(
                        settings.origin(Announced.PROXY_PROTOCOL),
                        "im.websocket_proxy_protocol needs proxy.trusted: a PROXY header is believed from nobody else"))
                : Stream.empty();
    }

    /// The internal port for programs.
    ///
    /// @param port 0 takes any free one
    /// @param isLegacySigned whether the old system's signature is accepted
    /// @param legacySecret what the old system's signature is made with
    public record ServerApi(int port, String bind, boolean isLegacySigned, Secret legacySecret) {
        static final Key<Integer> PORT = Key.of(
                "im.server_api_port", Numbers.portOrZero(), 18_080, "The server API's port; 0 takes any free one.");
        static final Key<String> BIND =
                Key.of("im.server_api_bind", Addresses.bind(), "127.0.0.1", "The address the server API listens on.");
        static final Key<Boolean> LEGACY_SIGNATURE = Key.of(
                "im.legacy_signature", Texts.truth(), false, "Whether the old system's SHA-1 signature is accepted.");
        static final Key<Secret> LEGACY_SECRET =
                Key.of("im.legacy_secret", KnownSecrets.refused(), Secret.none(), "The secret of the old signature.");

        static final List<Key<?>> KEYS = List.of(PORT, BIND, LEGACY_SIGNATURE, LEGACY_SECRET);

        static ServerApi of(Settings settings) {
            return new ServerApi(
                    settings.value(PORT),
                    settings.value(BIND),
                    settings.value(LEGACY_SIGNATURE),
                    settings.value(LEGACY_SECRET));
        }
    }

    /// How long silence and absence may last.
    ///
    /// @param reconnectSpread clients spread their first reconnect over this time
    public record Liveness(Duration heartbeat, Duration helloTimeout, Duration reconnectSpread) {
        static final Key<Integer> HEARTBEAT =
                Key.of("im.heartbeat_s", Numbers.between(5, 40, "s"), 30, "The time between pings of the server.");
        static final Key<Integer> HELLO_TIMEOUT =
                Key.of("im.hello_timeout_s", Numbers.between(1, 60, "s"), 5, "The longest time from connect to hello.");
        static final Key<Integer> RECONNECT_SPREAD = Key.of(
                "im.reconnect_spread_ms",
                Numbers.between(0, 600_000, "ms"),
                2000,
                "Clients spread their first reconnect over this time.");

        static final List<Key<?>> KEYS = List.of(HEARTBEAT, HELLO_TIMEOUT, RECONNECT_SPREAD);

        static Liveness of(Settings settings) {
            return new Liveness(
                    Duration.ofSeconds(settings.value(HEARTBEAT)),
                    Duration.ofSeconds(settings.value(HELLO_TIMEOUT)),
                    Duration.ofMillis(settings.value(RECONNECT_SPREAD)));
        }
    }

    /// Ports and names of the old system's deployment: kept under their documented names.
    ///
    /// @param websocketPort 0 shares the public port; so for the secure one
    /// @param host what clients are told to dial; empty takes it from the public origins
    /// @param isBehindProxyProtocol whether connections to these ports begin with a PROXY header
    /// @param proxy where a proxy shows the WebSocket port
    public record Announced(
            int websocketPort, int secureWebsocketPort, String host, boolean isBehindProxyProtocol, Proxied proxy) {
        static final Key<Integer> WEBSOCKET_PORT = Key.of(
                        "im.websocket_port", Numbers.portOrZero(), 0, "A WebSocket port of its own; 0 for none.")
                .knownAs("websocket_port");
        static final Key<Integer> SECURE_WEBSOCKET_PORT = Key.of(
                        "im.secure_websocket_port", Numbers.portOrZero(), 0, "The same over TLS; 0 for none.")
                .knownAs("secure_websocket_port");
        static final Key<String> HOST = Key.of(
                        "im.announce_host", Addresses.announced(), "", "The host clients are told to dial.")
                .knownAs("server.ip");

        static final Key<Boolean> PROXY_PROTOCOL = Key.of(
                "im.websocket_proxy_protocol",
                Texts.truth(),
                false,
                "Whether connections to the WebSocket ports begin with a PROXY header (v1 or v2).");

        static final List<Key<?>> KEYS = Stream.concat(
                        Stream.<Key<?>>of(WEBSOCKET_PORT, SECURE_WEBSOCKET_PORT, HOST, PROXY_PROTOCOL),
                        Proxied.KEYS.stream())
                .toList();

        static Announced of(Settings settings) {
            return new Announced(
                    settings.value(WEBSOCKET_PORT),
                    settings.value(SECURE_WEBSOCKET_PORT),
                    settings.value(HOST),
                    settings.value(PROXY_PROTOCOL),
                    Proxied.of(settings));
        }

        /// A proxy's own name and ports for the WebSocket; empty and 0 where it changes nothing.
        public record Proxied(String host, int port, int securePort) {
            static final Key<String> PROXY_HOST = Key.of(
                            "im.announce_websocket_host",
                            Addresses.announced(),
                            "",
                            "The host of the WebSocket as a proxy shows it.")
                    .knownAs("websocket_proxy_host");
            static final Key<Integer> PROXY_PORT = Key.of(
                            "im.announce_websocket_port",
                            Numbers.portOrZero(),
                            0,
                            "The port of the WebSocket as a proxy shows it.")
                    .knownAs("websocket_proxy_port");
            static final Key<Integer> PROXY_SECURE_PORT = Key.of(
                            "im.announce_secure_websocket_port",
                            Numbers.portOrZero(),
                            0,
                            "The secure port of the WebSocket as a proxy shows it.")
                    .knownAs("websocket_proxy_secure_port");

            static final List<Key<?>> KEYS = List.of(PROXY_HOST, PROXY_PORT, PROXY_SECURE_PORT);

            static Proxied of(Settings settings) {
                return new Proxied(
                        settings.value(PROXY_HOST), settings.value(PROXY_PORT), settings.value(PROXY_SECURE_PORT));
            }
        }
    }
}
