package chat.hearth.app;

/// How an operation of the app server ended.
public sealed interface AppOutcome<T> {
    /// It was done, durably.
    record Done<T>(T value) implements AppOutcome<T> {}

    /// It was refused; nothing changed.
    record Refused<T>(AppCode code, String message) implements AppOutcome<T> {
        public Refused(AppCode code) {
            this(code, code.message());
        }
    }
}
