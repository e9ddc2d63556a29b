package chat.hearth.launcher.product;

import chat.hearth.kit.http.HostCheck;
import chat.hearth.launcher.config.ImSettings.Announced;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names this installation is reached by: those of its public origins. They are known once the port is,
/// which may be any free one; until then no request is taken.
final class PublicHosts implements HostCheck {
    private volatile HostCheck known = HostCheck.of(Set.of());

    /// From here on requests for these origins are taken, and those for the node's own WebSocket ports.
    void are(List<String> origins, Announced announced) {
        var pageHosts =
                origins.stream().map(origin -> URI.create(origin).getHost()).toList();
        known = HostCheck.of(Stream.concat(
                        origins.stream().map(origin -> URI.create(origin).getRawAuthority()),
                        SocketPorts.hosts(announced, pageHosts))
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean allows(String host, boolean isFromTrustedProxy) {
        return known.allows(host, isFromTrustedProxy);
    }
}
