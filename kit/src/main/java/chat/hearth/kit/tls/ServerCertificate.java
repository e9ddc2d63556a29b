package chat.hearth.kit.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// A certificate with its chain and its key, as read.
///
/// @param chain the server's own certificate first; at least one
/// @param file where the chain came from, for messages
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain, Path file) {
    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    /// The server's own certificate.
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /// The names and addresses it is for.
    public List<String> names() {
        return CertificateNames.of(leaf());
    }

    /// Whether it is for this host name or IP address.
    public boolean isFor(String host) {
        return names().stream().anyMatch(name -> CertificateNames.covers(name, host));
    }

    /// When the first certificate of the chain ends.
    public Instant expiresAt() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /// Without the key.
    @Override
    public String toString() {
        return file + " " + names();
    }
}
