package chat.hearth.system;

import chat.hearth.launcher.cli.CommandLines;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What `hearth tls` makes, and the trust of a client that was given its `ca.pem`.
///
/// @param folder with `ca.pem` and the certificates
record LocalCertificates(Path folder) {
    /// Makes an authority.
    static LocalCertificates in(Path folder) {
        hearth("tls", "ca", "--out", folder.toString());
        return new LocalCertificates(folder);
    }

    /// `hearth tls issue`, with whatever else it is told.
    String issue(String... arguments) {
        return hearth(Stream.concat(Stream.of("tls", "issue", "--out", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// A fresh trust, with no session of an earlier connection.
    SSLContext trust() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The same for the Java client.
    SslContext nettyTrust() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(factory())
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private TrustManagerFactory factory() {
        try (InputStream pem = Files.newInputStream(file("ca.pem"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var ca = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            store.setCertificateEntry("ca", ca);
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Runs a command of the product in this process and answers what it printed.
    static String hearth(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = CommandLines.product()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        if (code != 0) {
            throw new AssertionError(String.join(" ", arguments) + " ended with " + code + ": " + err);
        }
        return out.toString();
    }
}
