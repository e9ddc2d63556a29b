package chat.hearth.kit.secret;

import java.io.IOException;

/// The data folder cannot be used as it is; the message is one line that says what to do.
public final class DataFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderException(String message) {
        super(message);
    }

    DataFolderException(String message, IOException cause) {
        super(message + ": " + cause, cause);
    }
}
