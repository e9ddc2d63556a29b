package chat.hearth.gateway.admin.signature;

/// What is to be thought of a request's signature.
public sealed interface Verdict {
    /// It was made with this key, and is taken for the first time.
    record Genuine(ServerApiKey key) implements Verdict {}

    /// There is none, or none of a form that is taken.
    record Unsigned(String why) implements Verdict {}

    /// It is too old or too far ahead.
    record OutOfTime(String why) implements Verdict {}

    /// It does not fit the request, the key is unknown, or it was used before.
    record Wrong(String why) implements Verdict {}

    /// So many requests are remembered that another one can't be told from a repeated one.
    record Overloaded() implements Verdict {}
}
