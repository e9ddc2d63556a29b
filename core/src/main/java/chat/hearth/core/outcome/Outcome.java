package chat.hearth.core.outcome;

import chat.hearth.protocol.v1.ErrorCode;
import java.util.function.Function;

/// How an operation ended.
public sealed interface Outcome<T> {
    /// It was done; where it changed something, that is durable.
    record Done<T>(T value) implements Outcome<T> {}

    /// It was refused; nothing changed.
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    static <T> Outcome<T> refused(ErrorCode code) {
        return new Refused<>(Refusal.of(code));
    }

    static <T> Outcome<T> refused(ErrorCode code, String message) {
        return new Refused<>(Refusal.of(code, message));
    }

    /// The same outcome with the value of a done one translated.
    default <R> Outcome<R> map(Function<T, R> translate) {
        return switch (this) {
            case Done<T>(var value) -> done(translate.apply(value));
            case Refused<T>(var refusal) -> refused(refusal);
        };
    }

    /// Goes on with the next operation, unless this one was refused.
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case Refused<T>(var refusal) -> refused(refusal);
        };
    }
}
