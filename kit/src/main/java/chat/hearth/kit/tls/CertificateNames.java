package chat.hearth.kit.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The names in certificates: subject alternative names alone (RFC 9525 §2), never the common name.
public final class CertificateNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    /// Host names and IP addresses the certificate is for, in lower case.
    public static List<String> of(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Objects.equals(name.getFirst(), DNS) || Objects.equals(name.getFirst(), IP))
                            .map(name -> canonical(String.valueOf(name.get(1))))
                            .toList();
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    /// Whether a certificate's name covers a host: equal, or a wildcard for exactly the leftmost label.
    public static boolean covers(String name, String host) {
        String asked = canonical(host);
        if (!name.startsWith("*.")) {
            return name.equals(asked);
        }
        int dot = asked.indexOf('.');
        return dot > 0 && !isAddress(asked) && name.substring(1).equals(asked.substring(dot));
    }

    /// One spelling: lower case, no final dot, addresses as the platform prints them.
    static String canonical(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (isAddress(bare)) {
            return InetAddress.ofLiteral(bare).getHostAddress();
        }
        String lower = bare.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /// Whether the text is an IP address rather than a name.
    public static boolean isAddress(String host) {
        boolean looksSo = host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        try {
            return looksSo && InetAddress.ofLiteral(host).getAddress().length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
