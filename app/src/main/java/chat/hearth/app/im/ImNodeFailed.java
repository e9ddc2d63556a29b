package chat.hearth.app.im;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The IM node could not be reached, or did not do what it was asked.
public final class ImNodeFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ImNodeFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
