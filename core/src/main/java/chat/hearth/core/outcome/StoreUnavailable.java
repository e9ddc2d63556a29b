package chat.hearth.core.outcome;

import chat.hearth.protocol.v1.ErrorCode;
import java.io.Serial;

/// The store can't do this now; nothing of it is stored. Thrown by reads, and what a write's future ends with
/// where its type has no place for a refusal.
public sealed class StoreUnavailable extends StoreFault permits StoreOverloaded {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message) {
        super(ErrorCode.UNAVAILABLE, message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(ErrorCode.UNAVAILABLE, message, cause);
    }

    StoreUnavailable(ErrorCode code, String message) {
        super(code, message);
    }
}
