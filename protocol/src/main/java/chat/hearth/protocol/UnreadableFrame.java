package chat.hearth.protocol;

import java.io.Serial;

/// Bytes that are not a frame of the encoding they came in.
public final class UnreadableFrame extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableFrame(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
