package chat.hearth.storage.engine;

import java.io.Serial;

/// Nobody can tell whether a commit reached the disk. The process must end: what was acknowledged is safe,
/// what was not will be sent again and recognised.
public final class UncertainCommit extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UncertainCommit(String message, Throwable cause) {
        super(message, cause);
    }
}
