package chat.hearth.app.qr;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One browser's wish to be logged in. Guarded by the lock of its [QrSessions].
final class QrSession {
    final String cookie;
    final Asking asking;
    final long endsAtMs;
    String code;
    /// Until then the code may be scanned.
    long codeEndsAtMs;

    QrState state = QrState.CREATED;

    @Nullable Scanner scanner;

    /// Whether the browser has been told of the scan: it is told once.
    boolean isScanTold;

    /// Counts the questions that came to wait: only the newest waits on.
    long questions;

    /// Completed, and replaced, whenever there may be something to tell.
    CompletableFuture<Void> moved = new CompletableFuture<>();

    QrSession(String cookie, Asking asking, String code, long nowMs) {
        this.cookie = cookie;
        this.asking = asking;
        this.code = code;
        this.codeEndsAtMs = nowMs + QrSessions.CODE_LIFE.toMillis();
        this.endsAtMs = nowMs + QrSessions.LIFE.toMillis();
    }

    void renew(String other, long nowMs) {
        code = other;
        codeEndsAtMs = nowMs + QrSessions.CODE_LIFE.toMillis();
        signal();
    }

    void move(QrState to) {
        state = to;
        signal();
    }

    void signal() {
        var waiting = moved;
        moved = new CompletableFuture<>();
        waiting.complete(null);
    }
}
