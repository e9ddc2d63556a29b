package chat.hearth.launcher.doctor;

import chat.hearth.kit.tls.CertificateNames;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Judges a server's certificate as a browser would, but says what is wrong with it.
final class Trust {
    private final X509TrustManager roots;
    private final SSLContext curious;

    private Trust(X509TrustManager roots, SSLContext curious) {
        this.roots = roots;
        this.curious = curious;
    }

    /// Trusts the machine's roots, or these instead when there are any.
    static Trust of(List<X509Certificate> own) {
        try {
            var store = own.isEmpty() ? null : KeyStore.getInstance("PKCS12");
            if (store != null) {
                store.load(null, null);
                for (int at = 0; at < own.size(); at++) {
                    store.setCertificateEntry("ca" + at, own.get(at));
                }
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var roots = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            var curious = SSLContext.getInstance("TLS");
            curious.init(null, new TrustManager[] {new Curious()}, null);
            return new Trust(roots, curious);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this platform offers no TLS", e);
        }
    }

    /// TLS over a socket, after the judgement.
    Socket secured(Socket bare, String host, int port) throws IOException, Unreachable {
        var socket = (SSLSocket) curious.getSocketFactory().createSocket(bare, host, port, true);
        socket.startHandshake();
        var chain = Arrays.stream(socket.getSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
        judge(chain, host);
        return socket;
    }

    private void judge(X509Certificate[] chain, String host) throws Unreachable {
        var leaf = chain[0];
        var now = Instant.now();
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            throw new Unreachable(
                    Fault.CERTIFICATE_EXPIRED,
                    host + ": it ended " + leaf.getNotAfter().toInstant());
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            throw new Unreachable(
                    Fault.CERTIFICATE_NOT_YET_VALID,
                    host + ": it begins " + leaf.getNotBefore().toInstant());
        }
        var names = CertificateNames.of(leaf);
        if (names.stream().noneMatch(name -> CertificateNames.covers(name, host))) {
            throw new Unreachable(Fault.CERTIFICATE_FOR_ANOTHER_NAME, host + ": it is for " + names);
        }
        try {
            roots.checkServerTrusted(
                    chain, leaf.getPublicKey().getAlgorithm().equals("RSA") ? "ECDHE_RSA" : "ECDHE_ECDSA");
        } catch (GeneralSecurityException e) {
            var last = chain[chain.length - 1];
            boolean endsAtItself = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
            throw new Unreachable(
                    endsAtItself ? Fault.CERTIFICATE_UNTRUSTED : Fault.CHAIN_INCOMPLETE,
                    host + ": it ends at " + last.getIssuerX500Principal());
        }
    }

    /// Lets every chain through: it is judged afterwards, one reason at a time, before anything is sent.
    private static final class Curious extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("a client has no clients");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            if (chain.length == 0) {
                throw new IllegalArgumentException("a server shows a certificate");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
