package chat.hearth.client.bench;

import java.io.Serial;

/// A run that could not be carried out; its message says why.
public final class BenchFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
