package chat.hearth.app;

/// The numbers of the app server's answers, the same as the existing clients know.
public enum AppCode {
    OK(0, "success"),
    SERVER_ERROR(4, "The server could not do it; try again."),
    SESSION_GONE(8, "The code has expired; ask for a new one."),
    SCANNED(9, "Scanned; confirm on the other device."),
    NOT_SCANNED(10, "Not scanned yet."),
    NOT_LOGGED_IN(13, "Log in first."),
    NO_RIGHT(14, "This is not open to you."),
    INVALID(15, "A field is missing or wrong."),
    NOT_FOUND(16, "There is no such thing."),
    NAME_TAKEN(17, "Somebody else has this name."),
    CANCELLED(18, "Cancelled on the other device."),
    WRONG_PASSWORD(19, "Name or password is wrong."),
    TOO_MANY_FAILURES(20, "Too many failures; wait five minutes."),
    USER_FORBIDDEN(21, "The account is disabled; ask an administrator."),
    PASSWORD_TOO_WEAK(24, "The password needs at least 8 characters and must not be the name.");

    private final int number;
    private final String message;

    AppCode(int number, String message) {
        this.number = number;
        this.message = message;
    }

    /// The number on the wire.
    public int number() {
        return number;
    }

    /// English, for developers; clients show their own words.
    public String message() {
        return message;
    }
}
