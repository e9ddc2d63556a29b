package chat.hearth.kit.http;

import chat.hearth.kit.tls.TlsIdentity;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;

/// How every listener speaks TLS: versions 1.2 and 1.3, forward secrecy and authenticated encryption only,
/// HTTP/2 before HTTP/1.1.
final class TlsListening {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

    private TlsListening() {}

    /// BoringSSL where there is one for this platform: half the time and memory of the JDK's engine.
    static SSLEngineOptions engine() {
        return OpenSSLEngineOptions.isAvailable() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
    }

    static ServerSSLOptions options(TlsIdentity identity) {
        ServerSSLOptions options = new ServerSSLOptions()
                .setUseAlpn(true)
                .setApplicationLayerProtocols(PROTOCOLS)
                .setEnabledSecureTransportProtocols(VERSIONS)
                // One context for all names: the key manager chooses. A context per name that clients make up,
                // as the server would have it, could fill the memory.
                .setSni(false)
                .setKeyCertOptions(KeyCertOptions.wrap(keys(identity)));
        SUITES.forEach(options::addEnabledCipherSuite);
        return options;
    }

    private static KeyManagerFactory keys(TlsIdentity identity) {
        KeyManagerFactory chosen = ChosenKeys.factory(identity);
        return OpenSSLEngineOptions.isAvailable() ? new OpenSslCachingX509KeyManagerFactory(chosen) : chosen;
    }
}
