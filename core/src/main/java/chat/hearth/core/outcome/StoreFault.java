package chat.hearth.core.outcome;

import chat.hearth.protocol.v1.ErrorCode;
import java.io.Serial;

/// The store could not do what was asked, and nothing of it is stored: OVERLOADED (its queue is full) or
/// UNAVAILABLE (it can't write or read now, or is closing). Futures of writes complete exceptionally with it.
public class StoreFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /// A fault with the code that clients are told.
    public StoreFault(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// A fault without a deeper cause.
    public StoreFault(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
