package chat.hearth.kit.tls;

import java.time.Instant;
import java.util.List;

/// The certificates that a listener shows, after they passed the judgement. Two are equal only if they are
/// the same.
public final class TlsIdentity {
    private final List<ServerCertificate> certificates;
    private final boolean isPublic;

    /// @param isPublic whether browsers trust all of them without anybody having told them to
    TlsIdentity(List<ServerCertificate> certificates, boolean isPublic) {
        this.certificates = List.copyOf(certificates);
        this.isPublic = isPublic;
    }

    /// Reads and judges.
    ///
    /// @throws TlsRefused with one line that says what to do
    public static TlsIdentity read(CertificateSource source, Judgement judgement, Instant now) {
        List<ServerCertificate> certificates = source.read();
        judgement.pass(certificates, now);
        return new TlsIdentity(certificates, certificates.stream().allMatch(judgement.roots()::isPublic));
    }

    /// The first one answers clients that name no host, or none of ours.
    public List<ServerCertificate> certificates() {
        return certificates;
    }

    /// Whether browsers trust all of it without anybody having told them to.
    public boolean isPublic() {
        return isPublic;
    }

    /// When the first of all certificates ends.
    public Instant expiresAt() {
        return certificates.stream()
                .map(ServerCertificate::expiresAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
