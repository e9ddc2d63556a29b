package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.outcome.StoreFault;
import chat.hearth.kit.http.Body;
import chat.hearth.kit.http.Response;
import chat.hearth.protocol.catalogue.Catalogue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// JSON answers of the public side.
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAVAILABLE = 503;

    private Answers() {}

    static Response ok(Map<String, ?> fields) {
        return json(200, fields);
    }

    /// `{code, message, retryAfterMs?}` with the status that the catalogue gives the code.
    static Response refused(Refusal refusal) {
        var traits = Catalogue.of(refusal.code());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("code", refusal.code().name());
        fields.put("message", refusal.message());
        int wait = refusal.retryAfterMs() > 0 ? refusal.retryAfterMs() : traits.getRetryAfterMs();
        if (wait > 0) {
            fields.put("retryAfterMs", wait);
        }
        var answer = json(traits.getHttpStatus(), fields);
        return traits.getHttpStatus() == UNAVAILABLE ? answer.with("retry-after", "1") : answer;
    }

    /// What is asked for, or what the store says of itself.
    static Response unlessTheStoreFails(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (StoreFault fault) {
            return refused(Refusal.of(fault.code()));
        }
    }

    static Response json(int status, Map<String, ?> fields) {
        try {
            return Response.of(status, "application/json", Body.of(JSON.writeValueAsString(fields)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written", e);
        }
    }
}
