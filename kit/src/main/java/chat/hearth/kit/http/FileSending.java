package chat.hearth.kit.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends a part of a file. The disk is read by the request's own thread, never by an event loop, and never
/// further ahead of the client than [#WINDOW] pieces.
///
/// The server's own way to send files would read the disk on the event loop whenever it has to encrypt or to
/// frame, and takes no open file on HTTP/2.
final class FileSending {
    static final int PIECE_BYTES = 64 * 1024;
    static final int WINDOW = 4;

    private final Context context;
    private final HttpServerResponse wire;
    private final Duration patience;
    private final ArrayDeque<CompletableFuture<Void>> unsent = new ArrayDeque<>(WINDOW);

    /// @param wire an answer whose head is complete; nothing of it has been sent
    /// @param patience the longest time without a piece being taken
    FileSending(Context context, HttpServerResponse wire, Duration patience) {
        this.context = context;
        this.wire = wire;
        this.patience = patience;
    }

    /// Sends all of it and ends the answer; false when the file could not be read or the client is gone, and
    /// the answer is broken.
    boolean send(FileRange range) throws InterruptedException {
        try {
            for (long at = 0; at == 0 || at < range.length(); at += PIECE_BYTES) {
                boolean isLast = at + PIECE_BYTES >= range.length();
                unsent.add(write(Buffer.buffer(range.read(at, PIECE_BYTES)), isLast));
                if (unsent.size() == WINDOW) {
                    await(unsent.remove());
                }
            }
            while (!unsent.isEmpty()) {
                await(unsent.remove());
            }
            return true;
        } catch (IOException | ExecutionException | TimeoutException | RejectedExecutionException _) {
            return false;
        }
    }

    private CompletableFuture<Void> write(Buffer piece, boolean isLast) {
        var written = new CompletableFuture<Void>();
        context.runOnContext(_ -> {
            if (wire.closed()) {
                written.completeExceptionally(new IOException("the client is gone"));
                return;
            }
            var writing = isLast ? wire.end(piece) : wire.write(piece);
            writing.onComplete(done -> {
                if (done.succeeded()) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(done.cause());
                }
            });
        });
        return written;
    }

    private void await(CompletableFuture<Void> written)
            throws InterruptedException, ExecutionException, TimeoutException {
        written.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
