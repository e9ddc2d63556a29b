package chat.hearth.kit.tls;

import chat.hearth.kit.tls.local.LocalAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority for tests, and what it issues.
public final class Certificates {
    /// All certificates of a run begin together.
    @SuppressWarnings("TimeInStaticInitializer")
    public static final Instant NOW = Instant.now();

    public static final LocalAuthority AUTHORITY = LocalAuthority.create("test authority", NOW);
    private static final Path NOWHERE = Path.of("issued.pem");

    private Certificates() {}

    public static ServerCertificate of(String... names) {
        return AUTHORITY.issue(List.of(names), Duration.ofDays(90), NOW, NOWHERE);
    }

    public static TlsIdentity identity(ServerCertificate... certificates) {
        return new TlsIdentity(List.of(certificates), false);
    }

    public static Roots roots() {
        return new Roots(List.of(), List.of());
    }

    public static SSLContext trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", AUTHORITY.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
