package chat.hearth.gateway.admin;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.kit.http.Body;
import chat.hearth.kit.http.Response;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Fault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// `{code, msg, result}`: the form of every answer. What was asked and refused is answered with status 200, as programs
/// of the old system expect; only what never got so far, and faults of the server, have a status of their
/// own.
final class Envelope {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;

    private Envelope() {}

    static Response of(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Result(var fields) -> answer(OK, OldNumbers.DONE, "success", fields);
            case CallOutcome.Refused(var refusal) -> refused(refusal);
            case CallOutcome.OldRefusal(int number, String message) -> answer(OK, number, message, null);
        };
    }

    static Response refused(Refusal refusal) {
        var traits = Catalogue.of(refusal.code());
        int status = traits.getFault() == Fault.SERVER_FAULT ? traits.getHttpStatus() : OK;
        return answer(status, OldNumbers.of(refusal.code()), refusal.message(), null);
    }

    static Response unreadable(String message) {
        return answer(BAD_REQUEST, OldNumbers.INVALID_DATA, message, null);
    }

    static Response malformed(String message) {
        return answer(OK, OldNumbers.of(ErrorCode.INVALID_ARGUMENT), message, null);
    }

    static Response unauthorized(int number, String message) {
        return answer(UNAUTHORIZED, number, message, null);
    }

    static Response forbidden(String message) {
        return answer(FORBIDDEN, OldNumbers.NO_RIGHT, message, null);
    }

    static Response busy(String message) {
        return answer(UNAVAILABLE, OldNumbers.BUSY, message, null).with("retry-after", "1");
    }

    static Response fault(String requestId) {
        return answer(FAULT, OldNumbers.FAULT, "A fault of the server, logged as request " + requestId + ".", null);
    }

    private static Response answer(int status, int code, String message, @Nullable Object result) {
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("code", code);
        envelope.put("msg", message);
        envelope.put("result", result);
        try {
            return Response.of(status, "application/json", Body.of(JSON.writeValueAsString(envelope)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written", e);
        }
    }
}
