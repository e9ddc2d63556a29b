package chat.hearth.storage.engine;

import java.io.Serial;

/// The engine gave a transaction up through no fault of its writes, and kept nothing of it: a deadlock, a lost
/// connection. The same batch may succeed when it is tried again.
public final class LostTransaction extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LostTransaction(String message, Throwable cause) {
        super(message, cause);
    }

    public LostTransaction(String message) {
        super(message);
    }
}
