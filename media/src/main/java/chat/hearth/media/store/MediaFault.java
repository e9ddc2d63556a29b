package chat.hearth.media.store;

import java.io.IOException;

/// The disk did not do what it must.
public final class MediaFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MediaFault(String message, IOException cause) {
        super(message, cause);
    }
}
