package chat.hearth.launcher.product;

import chat.hearth.kit.http.HostCheck;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The names this installation is reached by: those of its public origins. They are known once the port is,
/// which may be any free one; until then no request is taken.
final class PublicHosts implements HostCheck {
    private volatile HostCheck known = HostCheck.of(Set.of());

    /// From here on requests for these origins are taken.
    void are(List<String> origins) {
        known = HostCheck.of(origins.stream()
                .map(origin -> URI.create(origin).getRawAuthority())
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean allows(String host, boolean isFromTrustedProxy) {
        return known.allows(host, isFromTrustedProxy);
    }
}
