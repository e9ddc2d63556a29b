package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Settings;
import chat.hearth.launcher.config.ImSettings.Announced;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses half of TLS. A browser that loaded its page over TLS dials nothing plain, and says so only in its
/// console: either all five hops are secure, or none.
final class TlsHops {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private TlsHops() {}

    static Stream<Problem> problems(Settings settings) {
        return Stream.of(plainPage(settings), nobodySecures(settings), plainSocket(settings), nothingToShow(settings))
                .flatMap(problem -> problem);
    }

    private static Stream<Problem> plainPage(Settings settings) {
        boolean isOwn = TlsSettings.of(settings).isWanted();
        return origins(settings)
                .filter(_ -> isOwn || hasSecureOrigin(settings))
                .filter(origin -> origin.startsWith("http://"))
                .filter(origin -> isOwn || !LOCAL.contains(URI.create(origin).getHost()))
                .map(origin -> problem(
                        settings,
                        ServerSettings.PUBLIC_ORIGINS,
                        "hop 1 (the page) would be plain: server.public_origins has " + origin
                                + " besides TLS; write https:// or remove it"));
    }

    private static Stream<Problem> nobodySecures(Settings settings) {
        boolean isUnsecured = hasSecureOrigin(settings)
                && !TlsSettings.of(settings).isWanted()
                && settings.value(ProxySettings.TRUSTED).isEmpty();
        return isUnsecured
                ? one(
                        settings,
                        ServerSettings.PUBLIC_ORIGINS,
                        "hop 1 (the page) would be plain: server.public_origins is https, but nothing here speaks TLS;"
                                + " give tls.certificate or tls.key_store, or name your proxy in proxy.trusted")
                : Stream.empty();
    }

    private static Stream<Problem> plainSocket(Settings settings) {
        boolean isPlainTold =
                settings.value(Announced.WEBSOCKET_PORT) != 0 || settings.value(Announced.Proxied.PROXY_PORT) != 0;
        boolean isSecureTold = settings.value(Announced.SECURE_WEBSOCKET_PORT) != 0
                || settings.value(Announced.Proxied.PROXY_SECURE_PORT) != 0;
        boolean isSecurePage =
                hasSecureOrigin(settings) || TlsSettings.of(settings).isWanted();
        return isSecurePage && isPlainTold && !isSecureTold
                ? one(
                        settings,
                        Announced.WEBSOCKET_PORT,
                        "hop 4 (the WebSocket) would be plain while the page is secure: add im.secure_websocket_port,"
                                + " or im.announce_secure_websocket_port if a proxy speaks TLS there, or remove"
                                + " im.websocket_port, and the public port serves /ws")
                : Stream.empty();
    }

    private static Stream<Problem> nothingToShow(Settings settings) {
        boolean isWithout = settings.value(Announced.SECURE_WEBSOCKET_PORT) != 0
                && !TlsSettings.of(settings).isWanted();
        return isWithout
                ? one(
                        settings,
                        Announced.SECURE_WEBSOCKET_PORT,
                        "hop 4 (the WebSocket) has no certificate: im.secure_websocket_port needs tls.certificate,"
                                + " tls.key_store (jks_path) or tls.folder")
                : Stream.empty();
    }

    private static boolean hasSecureOrigin(Settings settings) {
        return origins(settings).anyMatch(origin -> origin.startsWith("https://"));
    }

    private static Stream<String> origins(Settings settings) {
        List<String> origins = settings.value(ServerSettings.PUBLIC_ORIGINS);
        return origins.stream();
    }

    private static Stream<Problem> one(Settings settings, Key<?> key, String message) {
        return Stream.of(problem(settings, key, message));
    }

    private static Problem problem(Settings settings, Key<?> key, String message) {
        return new Problem(settings.origin(key), message);
    }
}
