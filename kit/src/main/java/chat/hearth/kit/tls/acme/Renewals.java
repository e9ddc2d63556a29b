package chat.hearth.kit.tls.acme;

import chat.hearth.kit.tls.Judgement;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the first certificate and every later one in time. A failure is logged and counted, and tried again
/// later; meanwhile listeners show what they showed.
public final class Renewals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final CertificateAuthority authority;
    private final AcmeFolder folder;
    private final Judgement judgement;
    private final InstantSource clock;
    private final RenewalTimes times;
    private final Thread thread = Thread.ofVirtual().name("renewals").unstarted(this::run);
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();

    /// @param judgement of what is issued; its hosts are the names to ask for
    public Renewals(
            CertificateAuthority authority,
            AcmeFolder folder,
            Judgement judgement,
            InstantSource clock,
            RandomGenerator random) {
        this.authority = authority;
        this.folder = folder;
        this.judgement = judgement;
        this.clock = clock;
        this.times = new RenewalTimes(random);
    }

    /// Begins, now that the authority's questions are answered.
    public void start() {
        thread.start();
    }

    /// Failures since the last certificate was issued.
    public int failures() {
        return failures.get();
    }

    /// Certificates issued since the start.
    public int issued() {
        return issued.get();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(STOP)) {
                LOG.warn("an order for a certificate is still under way; it is left");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(step());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks once and does what is due; answers how long to wait for the next look.
    Duration step() throws InterruptedException {
        Instant now = clock.instant();
        ServerCertificate kept = folder.issued(judgement, now);
        try {
            if (kept == null) {
                return renew();
            }
            folder.show(kept);
            return times.dueAt(kept).isAfter(now) ? untilDue(kept) : renew();
        } catch (IssueFailed failure) {
            return failed(failure, kept);
        } catch (RuntimeException fault) {
            // A file that cannot be written, a certificate that does not pass, a protocol that is not kept.
            return failed(IssueFailed.refused(String.valueOf(fault.getMessage()), fault), kept);
        }
    }

    private Duration renew() throws InterruptedException {
        ServerCertificate fresh = authority.issue(judgement.hosts());
        try {
            judgement.pass(List.of(fresh), clock.instant());
        } catch (TlsRefused refused) {
            throw IssueFailed.refused("what was issued does not pass: " + refused.getMessage(), refused);
        }
        folder.keep(fresh);
        folder.show(fresh);
        failures.set(0);
        issued.incrementAndGet();
        LOG.atInfo()
                .addKeyValue("names", fresh.names())
                .addKeyValue("expiresAt", fresh.expiresAt())
                .addKeyValue("renewsAt", times.dueAt(fresh))
                .log("certificate issued");
        return untilDue(fresh);
    }

    private Duration untilDue(ServerCertificate certificate) {
        Duration left = Duration.between(clock.instant(), times.dueAt(certificate));
        Duration bounded = RenewalTimes.shorter(left, RenewalTimes.MOST);
        return bounded.compareTo(RenewalTimes.LEAST) < 0 ? RenewalTimes.LEAST : bounded;
    }

    private Duration failed(IssueFailed failure, @Nullable ServerCertificate kept) {
        int inARow = failures.incrementAndGet();
        Duration pause = times.pauseAfter(failure, inARow, clock.instant());
        LOG.atWarn()
                .addKeyValue("why", failure.getMessage())
                .addKeyValue("failures", inARow)
                .addKeyValue("againIn", pause)
                .addKeyValue("expiresAt", kept == null ? "" : kept.expiresAt())
                .log(
                        kept == null
                                ? "no certificate yet; browsers warn until there is one"
                                : "certificate not renewed; the old one is shown");
        return pause;
    }
}
