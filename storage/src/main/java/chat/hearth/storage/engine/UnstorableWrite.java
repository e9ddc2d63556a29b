package chat.hearth.storage.engine;

import java.io.Serial;

/// The engine can't hold what a write carries. Validation should have refused it; trying again won't help.
public final class UnstorableWrite extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnstorableWrite(String message, Throwable cause) {
        super(message, cause);
    }
}
