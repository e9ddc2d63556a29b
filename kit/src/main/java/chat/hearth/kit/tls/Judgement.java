package chat.hearth.kit.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What certificates are held against before a listener gets them: key, chain, dates, names.
///
/// @param hosts the names that clients are told to dial over TLS; each needs a certificate
public record Judgement(Roots roots, List<String> hosts) {
    public Judgement {
        hosts = List.copyOf(hosts);
    }

    /// Lets good certificates pass.
    ///
    /// @throws TlsRefused naming the first fault, and what to do about it
    public void pass(List<ServerCertificate> certificates, Instant now) {
        for (ServerCertificate certificate : certificates) {
            String fault = faultOf(certificate, now);
            if (fault != null) {
                throw new TlsRefused(fault);
            }
        }
        for (String host : hosts) {
            if (certificates.stream().noneMatch(certificate -> certificate.isFor(host))) {
                throw new TlsRefused(
                        "no certificate is for " + host + ", which clients are told to dial; " + namesOf(certificates)
                                + ": get one for it, or mend server.public_origins or im.announce_host");
            }
        }
    }

    private static String namesOf(List<ServerCertificate> certificates) {
        return certificates.stream()
                .map(one -> one.file() + " is for " + String.join(", ", one.names()))
                .collect(Collectors.joining("; "));
    }

    private @Nullable String faultOf(ServerCertificate certificate, Instant now) {
        if (!isPair(certificate.key(), certificate.leaf().getPublicKey())) {
            return "the key does not belong to the first certificate in " + certificate.file()
                    + "; give the key it was issued for, and put the server's certificate first";
        }
        String gap = gapOf(certificate);
        return gap == null ? dateFaultOf(certificate, now) : gap;
    }

    private @Nullable String gapOf(ServerCertificate certificate) {
        List<X509Certificate> chain = certificate.chain();
        for (int at = 0; at + 1 < chain.size(); at++) {
            X509Certificate subject = chain.get(at);
            if (!Roots.isIssuer(chain.get(at + 1), subject)) {
                boolean isThere =
                        chain.stream().anyMatch(other -> !other.equals(subject) && Roots.isIssuer(other, subject));
                return certificate.file() + " has its chain out of order: after " + subject.getSubjectX500Principal()
                        + (isThere ? " put " : " comes a stranger; append ") + subject.getIssuerX500Principal();
            }
        }
        X509Certificate last = chain.getLast();
        return isSelfSigned(last) || roots.end(last)
                ? null
                : certificate.file() + " has an incomplete chain: append the certificate of "
                        + last.getIssuerX500Principal() + ", or name that root in tls.ca if it is your own";
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static @Nullable String dateFaultOf(ServerCertificate certificate, Instant now) {
        for (X509Certificate one : certificate.chain()) {
            if (now.isAfter(one.getNotAfter().toInstant())) {
                return certificate.file() + ": " + one.getSubjectX500Principal() + " has expired at "
                        + one.getNotAfter().toInstant() + "; renew it";
            }
            if (now.isBefore(one.getNotBefore().toInstant())) {
                return certificate.file() + ": " + one.getSubjectX500Principal() + " is not valid before "
                        + one.getNotBefore().toInstant() + "; set this machine's clock, or wait";
            }
        }
        return null;
    }

    /// Signs and verifies: whatever the kind of key, this is what a handshake will do.
    private static boolean isPair(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = {1, 2, 3, 4};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
