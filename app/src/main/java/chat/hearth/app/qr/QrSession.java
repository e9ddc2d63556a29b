package chat.hearth.app.qr;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One browser's wish to be logged in. Guarded by the lock of its [QrSessions].
final class QrSession {
    final String cookie;
    final Asking asking;
    final long endsAtMs;
    String code;
    QrState state = QrState.CREATED;

    @Nullable Scanner scanner;

    /// Whether the browser has been told of the scan: it is told once.
    boolean isScanTold;

    /// Completed, and replaced, whenever the session moves.
    CompletableFuture<Void> moved = new CompletableFuture<>();

    QrSession(String cookie, Asking asking, String code, long endsAtMs) {
        this.cookie = cookie;
        this.asking = asking;
        this.code = code;
        this.endsAtMs = endsAtMs;
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
