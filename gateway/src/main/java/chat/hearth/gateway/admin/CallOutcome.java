package chat.hearth.gateway.admin;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import java.util.Map;
import java.util.function.Function;

/// How a call ended.
sealed interface CallOutcome {
    /// It was done.
    record Result(Map<String, Object> fields) implements CallOutcome {}

    /// It was refused, for a reason of the catalogue.
    record Refused(Refusal refusal) implements CallOutcome {}

    /// It was refused with a number that only the old system knows.
    record OldRefusal(int number, String message) implements CallOutcome {}

    static CallOutcome done(Map<String, Object> fields) {
        return new Result(fields);
    }

    /// The outcome in core, its value shown by `fields`.
    static <T> CallOutcome of(Outcome<T> outcome, Function<T, Map<String, Object>> fields) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> new Result(fields.apply(value));
            case Outcome.Refused<T>(var refusal) -> new Refused(refusal);
        };
    }

    /// The outcome in core, where the value decides how the call goes on.
    static <T> CallOutcome then(Outcome<T> outcome, Function<T, CallOutcome> next) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> next.apply(value);
            case Outcome.Refused<T>(var refusal) -> new Refused(refusal);
        };
    }
}
