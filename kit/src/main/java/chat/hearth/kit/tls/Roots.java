package chat.hearth.kit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Certificate authorities: those that this machine's Java trusts, as browsers do, and those added.
///
/// @param own added by the operator
public record Roots(List<X509Certificate> system, List<X509Certificate> own) {
    public Roots {
        system = List.copyOf(system);
        own = List.copyOf(own);
    }

    /// The platform's, and these.
    public static Roots withSystem(List<X509Certificate> own) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> system = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList();
            return new Roots(system, own);
        } catch (GeneralSecurityException e) {
            throw new TlsRefused("the roots of this machine's Java cannot be read: " + e.getMessage(), e);
        }
    }

    /// How to trust servers that are certified by any of them.
    public SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int at = 0;
            for (X509Certificate root :
                    Stream.concat(system.stream(), own.stream()).toList()) {
                store.setCertificateEntry("root" + at++, root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsRefused("the roots cannot be used: " + e.getMessage(), e);
        }
    }

    /// Whether one of them issued the certificate, or is it.
    boolean end(X509Certificate certificate) {
        return Stream.concat(system.stream(), own.stream()).anyMatch(root -> isIssuer(root, certificate));
    }

    /// Whether browsers trust the chain without anybody having told them to.
    public boolean isPublic(ServerCertificate certificate) {
        return system.stream()
                .anyMatch(root -> isIssuer(root, certificate.chain().getLast()));
    }

    static boolean isIssuer(X509Certificate issuer, X509Certificate certificate) {
        if (issuer.equals(certificate)) {
            return true;
        }
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
