package chat.hearth.kit.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for what event loops do, from threads that may block.
final class Waiting {
    private Waiting() {}

    /// The future's value.
    ///
    /// @throws WebServerException when it fails, takes longer than `bound`, or the thread is interrupted
    static <T> T until(Future<T> future, Duration bound) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            throw new WebServerException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException fault) {
            throw new WebServerException("the event loops did not answer within " + bound, fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new WebServerException("interrupted", fault);
        }
    }
}
