package chat.hearth.kit.http;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides whether a request's Host is one of this server's names, against DNS rebinding.
@FunctionalInterface
public interface HostCheck {
    /// Whether a request with this Host is taken.
    ///
    /// @param host as sent, with its port; empty when the request has none
    /// @param isFromTrustedProxy proxies may send the name of an upstream instead
    boolean allows(String host, boolean isFromTrustedProxy);

    /// Takes any.
    static HostCheck any() {
        return (_, _) -> true;
    }

    /// Takes these hosts, given with their port where it is not the scheme's own; from trusted proxies any.
    static HostCheck of(Set<String> hosts) {
        Set<String> allowed =
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return (host, isFromTrustedProxy) -> isFromTrustedProxy || allowed.contains(host.toLowerCase(Locale.ROOT));
    }
}
