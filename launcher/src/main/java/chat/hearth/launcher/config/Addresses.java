package chat.hearth.launcher.config;

import chat.hearth.kit.config.Texts;
import chat.hearth.kit.config.ValueType;
import chat.hearth.kit.http.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Types of names and addresses on a network.
final class Addresses {
    private static final int LONGEST_NAME = 253;
    private static final Set<String> UNUSABLE_BY_CLIENTS = Set.of("0.0.0.0", "::");

    private Addresses() {}

    /// A name or address to bind.
    static ValueType<String> bind() {
        return Texts.text("a host name or an IP address to listen on, such as 127.0.0.1 or 0.0.0.0", Addresses::isHost);
    }

    /// A name or address that clients can dial; empty for none.
    static ValueType<String> announced() {
        return Texts.text(
                "a host name or an IP address that clients can dial (0.0.0.0 is none)",
                text -> isHost(text) && !UNUSABLE_BY_CLIENTS.contains(text));
    }

    /// Origins as browsers send them: scheme, host, port unless it is the scheme's own, nothing else.
    static ValueType<List<String>> origins() {
        return Texts.list(
                "a list of origins in lower case without path, such as [\"https://chat.example.com\"]",
                Addresses::isOrigin);
    }

    /// Networks in CIDR notation.
    static ValueType<List<String>> networks() {
        return Texts.list("a list of networks, such as [\"10.0.0.0/8\", \"::1/128\"]", Network::isNetwork);
    }

    private static boolean isHost(String text) {
        return text.length() <= LONGEST_NAME && (text.matches("[A-Za-z0-9._-]+") || Network.isAddress(text));
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean isWeb = "http".equals(scheme) || "https".equals(scheme);
            boolean isBare = (scheme + "://" + uri.getRawAuthority()).equals(text) && uri.getRawUserInfo() == null;
            int ownPort = "http".equals(scheme) ? 80 : 443;
            return isWeb
                    && isBare
                    && uri.getHost() != null
                    && uri.getPort() != ownPort
                    && text.equals(text.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
