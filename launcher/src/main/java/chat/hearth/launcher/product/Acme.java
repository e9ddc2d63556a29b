package chat.hearth.launcher.product;

import chat.hearth.kit.metrics.Metrics;
import chat.hearth.kit.tls.CertificateNames;
import chat.hearth.kit.tls.CertificateSource;
import chat.hearth.kit.tls.Judgement;
import chat.hearth.kit.tls.Roots;
import chat.hearth.kit.tls.acme.AcmeAuthority;
import chat.hearth.kit.tls.acme.AcmeFolder;
import chat.hearth.kit.tls.acme.Challenges;
import chat.hearth.kit.tls.acme.Renewals;
import chat.hearth.launcher.config.HearthSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Certificates that this program gets by itself.
final class Acme implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acme.class);

    private final AcmeFolder folder;
    private final Challenges challenges;
    private final Renewals renewals;

    private Acme(AcmeFolder folder, Challenges challenges, Renewals renewals) {
        this.folder = folder;
        this.challenges = challenges;
        this.renewals = renewals;
    }

    /// Has something to show, and asks nobody yet.
    ///
    /// @param dialled the hosts that clients are told to dial
    static Acme open(HearthSettings settings, Roots roots, List<String> dialled, Metrics metrics, InstantSource clock) {
        var wanted = settings.tls().acme();
        var names = wanted.names().isEmpty()
                ? dialled.stream()
                        .filter(host -> !CertificateNames.isAddress(host))
                        .toList()
                : wanted.names();
        var judgement = new Judgement(roots, names);
        var folder = new AcmeFolder(settings.server().data().resolve("tls"));
        if (folder.prepare(names, judgement, clock.instant())) {
            LOG.atWarn()
                    .addKeyValue("names", names)
                    .addKeyValue("authority", wanted.directory())
                    .log("no certificate yet; a temporary one is shown, and browsers warn of it");
        }
        var challenges = new Challenges();
        var authority = new AcmeAuthority(URI.create(wanted.directory()), wanted.email(), roots, folder, challenges);
        var renewals = new Renewals(authority, folder, judgement, clock, new SecureRandom());
        metrics.gauge("acme_failures", "Failures since the authority last issued a certificate.", renewals::failures);
        metrics.gauge("acme_issued", "Certificates issued since the start.", renewals::issued);
        return new Acme(folder, challenges, renewals);
    }

    /// Where it is.
    CertificateSource source() {
        return folder.shown();
    }

    /// What the authority asks for over plain HTTP.
    Challenges challenges() {
        return challenges;
    }

    /// Begins to ask, now that the plain port answers.
    void start() {
        renewals.start();
    }

    @Override
    public void close() {
        renewals.close();
    }
}
