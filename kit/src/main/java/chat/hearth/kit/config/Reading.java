package chat.hearth.kit.config;

/// What became of a [Raw] value in the hands of a [ValueType].
///
/// @param <T> the type of the value
public sealed interface Reading<T> {
    /// The value fits.
    record Valid<T>(T value) implements Reading<T> {}

    /// The value does not fit what [ValueType#allowed()] says.
    record NotAllowed<T>() implements Reading<T> {}

    /// The value has the right form but cannot be used; `why` completes the sentence "KEY …".
    record Unusable<T>(String why) implements Reading<T> {}
}
