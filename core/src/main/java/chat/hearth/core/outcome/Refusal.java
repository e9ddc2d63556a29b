package chat.hearth.core.outcome;

import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;

/// Why something was refused, in the words of the catalogue.
///
/// @param message English, names what was wrong
/// @param field the request's field at fault; empty if none is
/// @param retryAfterMs milliseconds to wait before the same request; 0 = the catalogue's time
/// @param serverTimeMs the server's time where the code promises it, else 0
public record Refusal(ErrorCode code, String message, String field, int retryAfterMs, long serverTimeMs) {

    /// A refusal in the catalogue's own words.
    public static Refusal of(ErrorCode code) {
        return of(code, Catalogue.of(code).getMeaning());
    }

    /// A refusal that names more than the catalogue can know.
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, "", 0, 0);
    }

    /// INVALID_ARGUMENT, naming the field.
    public static Refusal invalid(String field, String message) {
        return new Refusal(ErrorCode.INVALID_ARGUMENT, field + ": " + message, field, 0, 0);
    }

    /// The same refusal with a time to wait.
    public Refusal retryAfter(int ms) {
        return new Refusal(code, message, field, ms, serverTimeMs);
    }

    /// The same refusal with the server's time.
    public Refusal at(long serverTime) {
        return new Refusal(code, message, field, retryAfterMs, serverTime);
    }

    /// As it travels.
    public Error toError() {
        return Error.newBuilder()
                .setCode(code)
                .setMessage(message)
                .setField(field)
                .setRetryAfterMs(retryAfterMs)
                .setServerTimeMs(serverTimeMs)
                .build();
    }
}
