package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The public port and the data folder: table `[server]`.
///
/// @param port 0 takes any free one
/// @param publicOrigins as configured; empty stands for the local ones, or the certificate's names
/// @param drain how long a stop may take to move clients and finish work
public record ServerSettings(int port, String bind, List<String> publicOrigins, Path data, Duration drain) {
    private static final int HTTPS_PORT = 443;

    static final Key<Integer> PORT =
            Key.of("server.port", Numbers.portOrZero(), 8080, "The public port; 0 takes any free one.");
    static final Key<String> BIND =
            Key.of("server.bind", Addresses.bind(), "127.0.0.1", "The address the public port listens on.");
    static final Key<List<String>> PUBLIC_ORIGINS = Key.of(
            "server.public_origins",
            Addresses.origins(),
            List.of(),
            "The origins browsers use; empty means localhost and 127.0.0.1, or the certificate's names, at the port.");
    static final Key<Path> DATA =
            Key.of("server.data", Texts.path(), Path.of("data"), "The folder of everything a backup needs.");
    static final Key<Integer> DRAIN =
            Key.of("server.drain_s", Numbers.between(0, 600, "s"), 10, "The longest time a planned stop takes.");

    static final List<Key<?>> KEYS = List.of(PORT, BIND, PUBLIC_ORIGINS, DATA, DRAIN);

    public ServerSettings {
        publicOrigins = List.copyOf(publicOrigins);
    }

    static ServerSettings of(Settings settings) {
        return new ServerSettings(
                settings.value(PORT),
                settings.value(BIND),
                settings.value(PUBLIC_ORIGINS),
                settings.value(DATA),
                Duration.ofSeconds(settings.value(DRAIN)));
    }

    /// The origins in force once the port is known, without TLS of this program's own.
    public List<String> originsAt(int boundPort) {
        return publicOrigins.isEmpty()
                ? List.of("http://localhost:" + boundPort, "http://127.0.0.1:" + boundPort)
                : publicOrigins;
    }

    /// The origins in force once the port is known, over this program's own TLS.
    ///
    /// @param names for which there are certificates
    public List<String> originsAt(int boundPort, List<String> names) {
        if (!publicOrigins.isEmpty()) {
            return publicOrigins;
        }
        var port = boundPort == HTTPS_PORT ? "" : ":" + boundPort;
        return names.stream()
                .filter(name -> !name.startsWith("*."))
                .map(name -> "https://" + (name.contains(":") ? "[" + name + "]" : name) + port)
                .distinct()
                .toList();
    }
}
