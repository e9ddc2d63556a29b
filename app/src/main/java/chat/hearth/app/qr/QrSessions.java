package chat.hearth.app.qr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// All sessions that wait for a scan. Waiting costs no polling: whoever waits is woken by the move itself.
public final class QrSessions {
    /// How long a browser may keep asking before it must start over.
    public static final Duration LIFE = Duration.ofMinutes(5);

    /// Sessions at once; beyond it new ones are refused.
    static final int MAX_SESSIONS = 10_000;

    private static final int SECRET_BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, QrSession> byCode = new HashMap<>();

    public QrSessions(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// A fresh code: of the same session, if its browser renews it in time and nobody has scanned it; else of
    /// a new one. Empty: too many browsers are asking.
    public synchronized Optional<Shown> show(Asking asking, String oldCode, String cookie) {
        sweep();
        var session = held(oldCode, cookie);
        if (session != null && session.state == QrState.CREATED) {
            byCode.remove(session.code);
            session.code = secret();
            session.signal();
        } else if (byCode.size() >= MAX_SESSIONS) {
            return Optional.empty();
        } else {
            session = new QrSession(secret(), asking, secret(), clock.millis() + LIFE.toMillis());
        }
        byCode.put(session.code, session);
        return Optional.of(new Shown(session.code, session.cookie, session.state, session.endsAtMs - clock.millis()));
    }

    /// Another device scanned the code. Empty: there is no such code, or it was scanned already.
    public synchronized Optional<Asking> scan(String code, Scanner scanner) {
        var session = live(code);
        if (session == null || session.state != QrState.CREATED) {
            return Optional.empty();
        }
        session.scanner = scanner;
        session.move(QrState.SCANNED);
        return Optional.of(session.asking);
    }

    /// The scanner agrees, or not. False: this account did not scan such a code, or has decided already.
    public synchronized boolean decide(String code, String userId, boolean isAgreed) {
        var session = live(code);
        if (session == null
                || session.state != QrState.SCANNED
                || session.scanner == null
                || !session.scanner.userId().equals(userId)) {
            return false;
        }
        session.move(isAgreed ? QrState.VERIFIED : QrState.CANCELLED);
        return true;
    }

    /// Waits until there is something to tell the browser that shows the code, at most `patience`.
    public Awaited await(String code, String cookie, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            CompletableFuture<Void> moved;
            synchronized (this) {
                var session = held(code, cookie);
                var news = news(session);
                if (news != null) {
                    return news;
                }
                moved = session == null ? CompletableFuture.completedFuture(null) : session.moved;
            }
            if (!waited(moved, deadline - System.nanoTime())) {
                return idle(code, cookie);
            }
        }
    }

    private static boolean waited(CompletableFuture<Void> moved, long nanos) throws InterruptedException {
        try {
            moved.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this future", e);
        }
    }

    /// What to tell now; null: nothing moved since the browser was told last.
    private @Nullable Awaited news(@Nullable QrSession session) {
        if (session == null) {
            return new Awaited.Gone();
        }
        return switch (session.state) {
            case CREATED -> null;
            case SCANNED -> {
                var first = session.isScanTold || session.scanner == null ? null : new Awaited.Scanned(session.scanner);
                session.isScanTold = true;
                yield first;
            }
            case VERIFIED -> collect(session);
            case CANCELLED -> {
                byCode.remove(session.code);
                yield new Awaited.Cancelled();
            }
        };
    }

    private Awaited collect(QrSession session) {
        byCode.remove(session.code);
        return session.scanner == null ? new Awaited.Gone() : new Awaited.Confirmed(session.scanner, session.asking);
    }

    private synchronized Awaited idle(String code, String cookie) {
        var session = held(code, cookie);
        if (session == null) {
            return new Awaited.Gone();
        }
        return session.state == QrState.SCANNED && session.scanner != null
                ? new Awaited.Scanned(session.scanner)
                : new Awaited.NotScanned();
    }

    /// The live session of this code, if this cookie belongs to it.
    private @Nullable QrSession held(String code, String cookie) {
        var session = live(code);
        return session != null && isSame(session.cookie, cookie) ? session : null;
    }

    private @Nullable QrSession live(String code) {
        var session = byCode.get(code);
        if (session != null && session.endsAtMs <= clock.millis()) {
            byCode.remove(code);
            session.signal();
            return null;
        }
        return session;
    }

    private void sweep() {
        long now = clock.millis();
        byCode.values().removeIf(session -> {
            boolean isOver = session.endsAtMs <= now;
            if (isOver) {
                session.signal();
            }
            return isOver;
        });
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
