package chat.hearth.kit.http;

/// Is told of every answer; it may not block.
@FunctionalInterface
public interface RequestObserver {
    /// Takes note of one answer.
    ///
    /// @param route the pattern that matched; "none" when none did
    /// @param nanos from the request's head to its answer
    void answered(String method, String route, int status, long nanos);

    /// Looks away.
    static RequestObserver none() {
        return (_, _, _, _) -> {};
    }
}
