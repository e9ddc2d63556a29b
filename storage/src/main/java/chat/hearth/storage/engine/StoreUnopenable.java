package chat.hearth.storage.engine;

import java.io.Serial;

/// A store that may not be opened as it is; the message says in one line why and what to do.
public final class StoreUnopenable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnopenable(String message) {
        super(message);
    }

    public StoreUnopenable(String message, Throwable cause) {
        super(message, cause);
    }
}
