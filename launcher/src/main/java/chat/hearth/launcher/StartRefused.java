package chat.hearth.launcher;

import java.io.Serial;

/// The product can't start as it is asked to; the message is one line that says what to do.
public final class StartRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StartRefused(String line) {
        super(line);
    }

    public StartRefused(String line, Throwable cause) {
        super(line, cause);
    }
}
