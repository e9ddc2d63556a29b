package chat.hearth.kit.tls;

/// Certificates or keys that cannot be used; the message is one line that says what to do.
public final class TlsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlsRefused(String message) {
        super(message);
    }

    public TlsRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
