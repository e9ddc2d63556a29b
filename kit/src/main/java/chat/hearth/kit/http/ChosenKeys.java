package chat.hearth.kit.http;

import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsIdentity;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses a certificate by the name that the client asks for (RFC 6066 §3) and the kinds of key it takes.
/// The alias of a certificate is its place in the list.
final class ChosenKeys extends X509ExtendedKeyManager {
    private final List<ServerCertificate> certificates;

    private ChosenKeys(List<ServerCertificate> certificates) {
        this.certificates = certificates;
    }

    static KeyManagerFactory factory(TlsIdentity identity) {
        // The constructor wants a provider; any will do, nothing is looked up in it.
        return new Factory(new ChosenKeys(identity.certificates()), Security.getProviders()[0]);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        String asked = engine == null ? "" : nameAsked(engine);
        return IntStream.range(0, certificates.size())
                .filter(at -> isOfType(certificates.get(at), keyType))
                .boxed()
                .min((one, other) -> Boolean.compare(misses(one, asked), misses(other, asked)))
                // A certificate for the name wins over the first, even if its key is of another kind.
                .filter(at -> !misses(at, asked) || nobodyHas(asked))
                .map(String::valueOf)
                .orElse(null);
    }

    private boolean misses(int at, String asked) {
        return !certificates.get(at).isFor(asked);
    }

    private boolean nobodyHas(String asked) {
        return certificates.stream().noneMatch(certificate -> certificate.isFor(asked));
    }

    private static String nameAsked(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElse("")
                : "";
    }

    /// Both engines have words of their own: `EC` and `EC_EC` mean an elliptic key, `RSA`, `EC_RSA` and
    /// `RSASSA-PSS` an RSA key.
    private static boolean isOfType(ServerCertificate certificate, String keyType) {
        String algorithm = certificate.key().getAlgorithm();
        return switch (algorithm) {
            case "EC" -> keyType.equals("EC") || keyType.equals("EC_EC");
            case "RSA" -> keyType.contains("RSA");
            default -> keyType.equals(algorithm);
        };
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ServerCertificate certificate = at(alias);
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ServerCertificate certificate = at(alias);
        return certificate == null ? null : certificate.key();
    }

    private @Nullable ServerCertificate at(String alias) {
        boolean isPlace = alias.matches("[0-9]{1,4}") && Integer.parseInt(alias) < certificates.size();
        return isPlace ? certificates.get(Integer.parseInt(alias)) : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return IntStream.range(0, certificates.size())
                .filter(at -> isOfType(certificates.get(at), keyType))
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private static final class Factory extends KeyManagerFactory {
        Factory(ChosenKeys keys, Provider provider) {
            super(new Spi(keys), provider, "chosen");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final ChosenKeys keys;

        Spi(ChosenKeys keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
            throw new UnsupportedOperationException("made ready");
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            throw new UnsupportedOperationException("made ready");
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
