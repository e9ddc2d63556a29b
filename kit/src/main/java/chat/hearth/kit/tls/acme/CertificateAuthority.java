package chat.hearth.kit.tls.acme;

import chat.hearth.kit.tls.ServerCertificate;
import java.util.List;

/// Who issues certificates.
@FunctionalInterface
public interface CertificateAuthority {
    /// Proves that the names are ours and answers a certificate for them with a key of its own; takes a few
    /// minutes at most.
    ///
    /// @throws IssueFailed when there is none now
    ServerCertificate issue(List<String> names) throws InterruptedException;
}
