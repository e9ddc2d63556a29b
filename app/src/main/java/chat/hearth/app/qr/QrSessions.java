package chat.hearth.app.qr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
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

    /// How long a code may be scanned: browsers renew it each 60 s, and a phone takes a while to focus.
    static final Duration CODE_LIFE = Duration.ofSeconds(90);

    /// Sessions at once; beyond it new ones are refused.
    public static final int MAX_SESSIONS = 10_000;

    /// Sessions of one browser, which may have several pages open; beyond it the oldest ends.
    static final int MAX_PER_BROWSER = 8;

    private static final int SECRET_BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, QrSession> sessionsByCode = new HashMap<>();
    private final Map<String, Deque<QrSession>> sessionsByCookie = new HashMap<>();
    private boolean isClosed;

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
            sessionsByCode.remove(session.code);
            session.renew(secret(), clock.millis());
            sessionsByCode.put(session.code, session);
        } else if (isClosed || sessionsByCode.size() >= MAX_SESSIONS) {
            return Optional.empty();
        } else {
            session = add(asking, cookie);
        }
        return Optional.of(new Shown(session.code, session.cookie, session.state, session.endsAtMs - clock.millis()));
    }

    /// Another device scanned the code. Empty: there is no such code, or it was scanned already.
    public synchronized Optional<Asking> scan(String code, Scanner scanner) {
        var session = live(code);
        if (session == null || session.state != QrState.CREATED || session.codeEndsAtMs <= clock.millis()) {
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

    /// Waits until there is something to tell the browser that shows the code, at most `patience`. A later
    /// question about the same code ends the waiting of an earlier one.
    public Awaited await(String code, String cookie, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long question = ask(code, cookie);
        while (true) {
            CompletableFuture<Void> moved;
            synchronized (this) {
                var session = held(code, cookie);
                if (session == null) {
                    return new Awaited.Gone();
                }
                if (isClosed || session.questions != question) {
                    return standing(session);
                }
                var news = news(session);
                if (news != null) {
                    return news;
                }
                moved = session.moved;
            }
            if (!waited(moved, deadline - System.nanoTime())) {
                return idle(code, cookie);
            }
        }
    }

    /// Answers everybody who waits, and shows no more codes.
    public synchronized void close() {
        isClosed = true;
        sessionsByCode.values().forEach(QrSession::signal);
    }

    private synchronized long ask(String code, String cookie) {
        var session = held(code, cookie);
        if (session == null) {
            return 0;
        }
        session.questions++;
        session.signal();
        return session.questions;
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
    private @Nullable Awaited news(QrSession session) {
        return switch (session.state) {
            case CREATED -> null;
            case SCANNED -> {
                var first = session.isScanTold || session.scanner == null ? null : new Awaited.Scanned(session.scanner);
                session.isScanTold = true;
                yield first;
            }
            case VERIFIED -> {
                forget(session);
                yield session.scanner == null
                        ? new Awaited.Gone()
                        : new Awaited.Confirmed(session.scanner, session.asking);
            }
            case CANCELLED -> {
                forget(session);
                yield new Awaited.Cancelled();
            }
        };
    }

    private synchronized Awaited idle(String code, String cookie) {
        var session = held(code, cookie);
        return session == null ? new Awaited.Gone() : standing(session);
    }

    /// Where the session stands, for whom nothing moved.
    private static Awaited standing(QrSession session) {
        return session.state == QrState.SCANNED && session.scanner != null
                ? new Awaited.Scanned(session.scanner)
                : new Awaited.NotScanned();
    }

    /// A browser keeps its cookie from page to page, but only one that was given out here.
    private QrSession add(Asking asking, String cookie) {
        var known = sessionsByCookie.get(cookie);
        var browser = known == null ? secret() : cookie;
        if (known != null && known.size() >= MAX_PER_BROWSER) {
            forget(known.getFirst());
        }
        var session = new QrSession(browser, asking, secret(), clock.millis());
        sessionsByCode.put(session.code, session);
        sessionsByCookie.computeIfAbsent(browser, _ -> new ArrayDeque<>()).add(session);
        return session;
    }

    private void forget(QrSession session) {
        sessionsByCode.remove(session.code);
        sessionsByCookie.computeIfPresent(session.cookie, (_, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
        session.signal();
    }

    /// The live session of this code, if this cookie belongs to it.
    private @Nullable QrSession held(String code, String cookie) {
        var session = live(code);
        return session != null && isSame(session.cookie, cookie) ? session : null;
    }

    private @Nullable QrSession live(String code) {
        var session = sessionsByCode.get(code);
        if (session != null && session.endsAtMs <= clock.millis()) {
            forget(session);
            return null;
        }
        return session;
    }

    private void sweep() {
        long now = clock.millis();
        for (var session : new ArrayList<>(sessionsByCode.values())) {
            if (session.endsAtMs <= now) {
                forget(session);
            }
        }
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
