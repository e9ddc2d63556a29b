package chat.hearth.media.http;

import chat.hearth.kit.http.Response;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.ErrorCode;

/// Refusals with the status that the catalogue gives them.
final class Answers {
    private Answers() {}

    static Response refused(ErrorCode code) {
        return refused(code, Catalogue.of(code).getMeaning());
    }

    static Response refused(ErrorCode code, String message) {
        var traits = Catalogue.of(code);
        var answer = Response.error(traits.getHttpStatus(), code.name(), message);
        int waitS = (traits.getRetryAfterMs() + 999) / 1000;
        return waitS == 0 ? answer : answer.with("retry-after", Integer.toString(waitS));
    }
}
