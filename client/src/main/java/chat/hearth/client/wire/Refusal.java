package chat.hearth.client.wire;

import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Retry;

/// The server's no, with what it asks of the client.
///
/// @param message English, for developers and logs
/// @param field the request's field at fault; empty: none
/// @param retryAfterMs at least this long before the same request again
/// @param serverTimeMs the server's clock where it was told, else 0
public record Refusal(ErrorCode code, String message, String field, long retryAfterMs, long serverTimeMs) {
    /// What a reply's error says; where it names no time, the catalogue's holds.
    public static Refusal of(Error error) {
        var traits = Catalogue.of(error.getCode());
        return new Refusal(
                error.getCode(),
                error.getMessage(),
                error.getField(),
                Math.max(error.getRetryAfterMs(), traits.getRetryAfterMs()),
                error.getServerTimeMs());
    }

    /// A refusal in the words of the catalogue.
    public static Refusal of(ErrorCode code) {
        return of(Error.newBuilder()
                .setCode(code)
                .setMessage(Catalogue.of(code).getMeaning())
                .build());
    }

    /// What the client does next.
    public Retry retry() {
        return Catalogue.of(code).getRetry();
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
