package chat.hearth.kit.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the client behind proxies. Forwarded headers of anybody else are ignored.
///
/// A proxy usually sets one or two of `X-Forwarded-For`, `X-Real-IP` and `Forwarded` (RFC 7239) and hands the
/// others on as the client wrote them. The address it saw is the last of each list, so all that are present
/// must agree on it; where they do not, one of them is forged, and the proxy's own address is the answer.
public record TrustedProxies(List<Network> networks) {
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?:^|;)\\s*for=(?:\"([^\"]*)\"|([^;\",\\s]*))", Pattern.CASE_INSENSITIVE);

    /// `192.0.2.1`, `192.0.2.1:4711`, `[2001:db8::1]`, `[2001:db8::1]:4711` or `2001:db8::1`.
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?|([0-9A-Fa-f:.]+)");

    /// Longer chains are not read to their start: the rest is the word of strangers anyway.
    private static final int MOST_HOPS = 32;

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// Trusts nobody.
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /// Networks in CIDR notation.
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::parse).toList());
    }

    /// Whether the peer of a connection is one of these proxies.
    public boolean isTrusted(String address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /// The address of the client of a request that came from `peer`.
    public String clientAddress(String peer, Headers headers) {
        if (!isTrusted(peer)) {
            return peer;
        }
        List<List<String>> chains = Stream.of(forwardedFor(headers), realIp(headers), forwarded(headers))
                .filter(chain -> !chain.isEmpty())
                .toList();
        boolean isAgreed = chains.stream()
                        .map(List::getLast)
                        .map(TrustedProxies::address)
                        .distinct()
                        .count()
                == 1;
        return isAgreed ? nearestStranger(peer, chains.getFirst()) : peer;
    }

    /// The scheme that the client used: the proxy's word, or else the connection's own.
    String scheme(String peer, String ownScheme, Headers headers) {
        String told = headers.first("x-forwarded-proto");
        boolean isBelieved = told != null && isTrusted(peer) && told.matches("(?i)https?");
        return isBelieved ? Objects.requireNonNull(told).toLowerCase(Locale.ROOT) : ownScheme;
    }

    /// From the near end, the first address that is no proxy of ours; what lies beyond it only that stranger
    /// claims.
    private String nearestStranger(String peer, List<String> chain) {
        String nearest = peer;
        for (String hop : chain.reversed().subList(0, Math.min(MOST_HOPS, chain.size()))) {
            String address = address(hop);
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address;
            if (!isTrusted(address)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static List<String> forwardedFor(Headers headers) {
        return parts(headers.all("x-forwarded-for"));
    }

    private static List<String> realIp(Headers headers) {
        return headers.all("x-real-ip");
    }

    private static List<String> forwarded(Headers headers) {
        List<String> chain = new ArrayList<>();
        for (String element : parts(headers.all("forwarded"))) {
            Matcher matcher = FORWARDED_FOR.matcher(element);
            String quoted = matcher.find() ? matcher.group(1) : "";
            chain.add(quoted == null ? matcher.group(2) : quoted);
        }
        return chain;
    }

    private static List<String> parts(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /// The address of a hop without its port, in one spelling; empty when there is none.
    private static String address(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return "";
        }
        String text = Stream.of(1, 2, 3)
                .map(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Network.canonical(text);
    }
}
