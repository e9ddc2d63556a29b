package chat.hearth.app.account;

/// So many passwords are being checked that this one did not get its turn.
public final class PasswordsBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PasswordsBusy() {
        super("too many passwords are being checked");
    }
}
