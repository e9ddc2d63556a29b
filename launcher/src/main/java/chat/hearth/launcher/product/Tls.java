package chat.hearth.launcher.product;

import chat.hearth.gateway.http.PublicOrigin;
import chat.hearth.kit.http.Headers;
import chat.hearth.kit.http.SecurityHeaders;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerException;
import chat.hearth.kit.http.WebServerOptions.Transport;
import chat.hearth.kit.metrics.Metrics;
import chat.hearth.kit.tls.CertificateNames;
import chat.hearth.kit.tls.CertificateSource;
import chat.hearth.kit.tls.CertificateWatch;
import chat.hearth.kit.tls.Judgement;
import chat.hearth.kit.tls.PemFiles;
import chat.hearth.kit.tls.Roots;
import chat.hearth.kit.tls.TlsIdentity;
import chat.hearth.kit.tls.acme.Challenges;
import chat.hearth.launcher.config.HearthSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS of this program's own listeners, or its absence.
final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final HearthSettings settings;
    private final @Nullable CertificateWatch watch;
    private final @Nullable Acme acme;

    private Tls(HearthSettings settings, @Nullable CertificateWatch watch, @Nullable Acme acme) {
        this.settings = settings;
        this.watch = watch;
        this.acme = acme;
    }

    /// Reads and judges the certificates, if there are to be any.
    ///
    /// @throws chat.hearth.kit.tls.TlsRefused with one line that says what to do
    static Tls open(HearthSettings settings, Metrics metrics, InstantSource clock) {
        var tls = settings.tls();
        if (!tls.isWanted()) {
            return new Tls(settings, null, null);
        }
        var roots = Roots.withSystem(tls.hasAuthorities() ? PemFiles.certificates(tls.authorities()) : List.of());
        var dialled = dialled(settings);
        @Nullable Acme acme = tls.acme().isWanted() ? Acme.open(settings, roots, dialled, metrics, clock) : null;
        var source = acme == null ? tls.source() : new CertificateSource.Several(List.of(tls.source(), acme.source()));
        var watch = CertificateWatch.start(source, new Judgement(roots, dialled), clock);
        metrics.gauge(
                "tls_certificate_seconds_left",
                "Seconds until the first certificate in force ends.",
                watch::secondsLeft);
        LOG.atInfo()
                .addKeyValue("certificates", watch.current().certificates())
                .addKeyValue("expiresAt", watch.current().expiresAt())
                .log("certificates read");
        return new Tls(settings, watch, acme);
    }

    /// The hosts that clients are told to dial over this program's TLS.
    private static List<String> dialled(HearthSettings settings) {
        var announced = settings.im().announced();
        boolean isNodeDialled =
                announced.secureWebsocketPort() != 0 && !announced.host().isEmpty();
        return Stream.concat(
                        settings.server().publicOrigins().stream()
                                .flatMap(origin -> PublicOrigin.parse(origin).stream())
                                .filter(origin -> origin.scheme().equals("https"))
                                .map(PublicOrigin::host),
                        isNodeDialled ? Stream.of(announced.host()) : Stream.empty())
                .distinct()
                .toList();
    }

    /// What an authority is told over plain HTTP.
    Challenges challenges() {
        return acme == null ? new Challenges() : acme.challenges();
    }

    /// Gets certificates from here on, if that is wanted and the plain port answers.
    void renew() {
        if (acme != null) {
            acme.start();
        }
    }

    /// What a listener shows to clients.
    Transport transport(boolean isBehindProxyProtocol) {
        @Nullable TlsIdentity identity = watch == null ? null : watch.current();
        return new Transport(identity, isBehindProxyProtocol);
    }

    /// Every later certificate is shown by this server too.
    void keep(WebServer server) {
        if (watch != null) {
            watch.tell(identity -> {
                try {
                    server.show(identity);
                } catch (WebServerException fault) {
                    LOG.atError().setCause(fault).log("a listener did not take the new certificate");
                }
            });
        }
    }

    /// The origins in force once the public port is known.
    List<String> originsAt(int port) {
        if (watch == null) {
            return settings.server().originsAt(port);
        }
        var names = watch.current().certificates().stream()
                .flatMap(certificate -> certificate.names().stream())
                .toList();
        return settings.server().originsAt(port, names);
    }

    /// What every answer carries.
    Headers headers() {
        boolean isLasting = watch != null
                && watch.current().isPublic()
                && dialled(settings).stream().allMatch(Tls::isPublicName);
        return isLasting ? SecurityHeaders.strictOverTlsOnly() : SecurityHeaders.strict();
    }

    static boolean isPublicName(String host) {
        return !CertificateNames.isAddress(host.replaceAll("[\\[\\]]", ""))
                && !host.equals("localhost")
                && !host.endsWith(".localhost");
    }

    @Override
    public void close() {
        if (acme != null) {
            acme.close();
        }
        if (watch != null) {
            watch.close();
        }
    }
}
