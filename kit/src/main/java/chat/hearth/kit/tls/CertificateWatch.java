package chat.hearth.kit.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the certificate files every second, and hands on what they hold when they have changed and come
/// to rest. Files that do not pass the judgement are logged once, and the old identity stays.
///
/// It compares times and sizes instead of waiting for events of the file system: tools replace links, whole
/// folders and network mounts, of which such events tell nothing.
public final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final CertificateSource source;
    private final Judgement judgement;
    private final InstantSource clock;
    private final ExpiryWarnings warnings = new ExpiryWarnings();
    private final List<Consumer<TlsIdentity>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile TlsIdentity current;
    private List<Stamp> loaded;
    private List<Stamp> seen;
    private boolean isEnded;

    /// What tells one state of a file from the next.
    private record Stamp(Path file, String target, long modifiedMs, long bytes) {}

    private CertificateWatch(CertificateSource source, Judgement judgement, InstantSource clock) {
        this.source = source;
        this.judgement = judgement;
        this.clock = clock;
        this.loaded = stamps();
        this.seen = loaded;
        this.current = TlsIdentity.read(source, judgement, clock.instant());
    }

    /// Reads the files now, and watches them until it is closed.
    ///
    /// @throws TlsRefused with one line that says what to do
    public static CertificateWatch start(CertificateSource source, Judgement judgement, InstantSource clock) {
        CertificateWatch watch = new CertificateWatch(source, judgement, clock);
        watch.warnings.consider(watch.current, clock.instant());
        Thread.ofVirtual().name("certificates").start(watch::run);
        return watch;
    }

    /// The identity in force.
    public TlsIdentity current() {
        return current;
    }

    /// Is told every later identity, on the watch's thread.
    public void tell(Consumer<TlsIdentity> listener) {
        listeners.add(listener);
    }

    /// Seconds until the first certificate in force ends; negative after that.
    public double secondsLeft() {
        return Duration.between(clock.instant(), current.expiresAt()).toSeconds();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isEnded = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!awaitEnd()) {
                look();
                warnings.consider(current, clock.instant());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd() throws InterruptedException {
        lock.lock();
        try {
            long left = PERIOD.toNanos();
            while (!isEnded && left > 0) {
                left = ended.awaitNanos(left);
            }
            return isEnded;
        } finally {
            lock.unlock();
        }
    }

    /// A change counts once two looks agree on it: chain and key are not replaced in the same moment.
    private void look() {
        List<Stamp> now = stamps();
        boolean isAtRest = now.equals(seen);
        seen = now;
        if (isAtRest && !now.equals(loaded)) {
            loaded = now;
            reload(clock.instant());
        }
    }

    private void reload(Instant now) {
        try {
            TlsIdentity next = TlsIdentity.read(source, judgement, now);
            current = next;
            listeners.forEach(listener -> listener.accept(next));
            LOG.atInfo()
                    .addKeyValue("expiresAt", next.expiresAt())
                    .log("new certificate in force; open connections go on");
        } catch (TlsRefused refused) {
            LOG.atError()
                    .addKeyValue("why", refused.getMessage())
                    .log("changed certificate refused; the old one stays");
        } catch (RuntimeException fault) {
            LOG.atError().setCause(fault).log("changed certificate could not be put in force");
        }
    }

    private List<Stamp> stamps() {
        try {
            return source.watched().stream().map(CertificateWatch::stamp).toList();
        } catch (TlsRefused _) {
            return List.of();
        }
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modifiedMs = attributes.lastModifiedTime().to(TimeUnit.MILLISECONDS);
            return new Stamp(file, file.toRealPath().toString(), modifiedMs, attributes.size());
        } catch (IOException _) {
            return new Stamp(file, "", 0, 0);
        }
    }
}
