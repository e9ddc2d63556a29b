package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOutcome;
import chat.hearth.kit.http.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The envelope `{code, message, result}`; HTTP says 200 whatever the code, as existing clients expect.
final class Answers {
    private Answers() {}

    static Response ok(@Nullable JsonNode result) {
        return of(AppCode.OK, AppCode.OK.message(), result);
    }

    static Response of(AppCode code) {
        return of(code, code.message(), null);
    }

    static Response of(AppCode code, String message, @Nullable JsonNode result) {
        var envelope = Fields.newObject().put("code", code.number()).put("message", message);
        if (result != null) {
            envelope.set("result", result);
        }
        return Response.json(envelope.toString()).with("Cache-Control", "no-store");
    }

    /// The answer of an outcome whose value is answered by `done`.
    static <T> Response of(AppOutcome<T> outcome, Function<T, Response> done) {
        return switch (outcome) {
            case AppOutcome.Done<T>(var value) -> done.apply(value);
            case AppOutcome.Refused<T>(var code, var message) -> of(code, message, null);
        };
    }
}
