package chat.hearth.app.http;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A body that can't be read; the message says why.
final class NotJson extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotJson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
