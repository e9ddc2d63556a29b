package chat.hearth.core.store;

import chat.hearth.protocol.v1.ErrorCode;
import java.io.Serial;

/// The store can't do this now; nothing of it is stored. Thrown by reads, and what a write's future ends
/// with where its type has no place for a refusal.
public class StoreUnavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message) {
        super(message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /// The code that tells a client.
    public ErrorCode code() {
        return ErrorCode.UNAVAILABLE;
    }
}
