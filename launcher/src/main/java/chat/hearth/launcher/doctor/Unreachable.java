package chat.hearth.launcher.doctor;

/// A hop could not be asked at all.
final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    Unreachable(Fault fault, String seen) {
        super(seen);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
