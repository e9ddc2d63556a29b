package chat.hearth.app.qr;

/// Where a session stands; the numbers are those on the wire.
public enum QrState {
    CREATED(0),
    SCANNED(1),
    VERIFIED(2),
    CANCELLED(4);

    private final int number;

    QrState(int number) {
        this.number = number;
    }

    /// The number on the wire.
    public int number() {
        return number;
    }
}
