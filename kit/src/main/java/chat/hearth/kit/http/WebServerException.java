package chat.hearth.kit.http;

/// The server could not start; the message is one line that says what to do.
public final class WebServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
