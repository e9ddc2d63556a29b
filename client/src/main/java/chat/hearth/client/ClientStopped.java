package chat.hearth.client;

import java.io.Serial;

/// The client ended, and no further attempt would help.
public final class ClientStopped extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ClientStopped(String reason) {
        super(reason);
    }
}
