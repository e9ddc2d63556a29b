package chat.hearth.client.wire;

import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.util.Arrays;

/// Reads the JSON that `/route` answers.
final class RouteAnswer {
    private static final int OK = 200;

    private RouteAnswer() {}

    static RouteOutcome read(int status, String body) {
        try {
            var json = Struct.newBuilder();
            JsonFormat.parser().merge(body, json);
            return status == OK ? routed(json.build()) : refused(status, json.build());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // A proxy's page, not the server's word: whoever sent it, nobody was reached who could say no.
            return new RouteOutcome.Unreachable("HTTP " + status + " that is no answer of /route: " + e.getMessage());
        }
    }

    private static RouteOutcome routed(Struct json) {
        var endpoints =
                json.getFieldsOrDefault("endpoints", Value.getDefaultInstance()).getListValue().getValuesList().stream()
                        .map(each -> URI.create(text(each.getStructValue(), "url")))
                        .toList();
        var ticket = text(json, "ticket");
        if (ticket.isEmpty() || endpoints.isEmpty()) {
            throw new IllegalArgumentException("no ticket or no endpoint");
        }
        return new RouteOutcome.Routed(text(json, "node"), endpoints, ticket);
    }

    private static RouteOutcome refused(int status, Struct json) {
        var code = Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(text(json, "code")))
                .findFirst();
        if (code.isEmpty()) {
            return new RouteOutcome.Unreachable("HTTP " + status + " " + text(json, "message"));
        }
        var retryAfter = json.getFieldsOrDefault("retryAfterMs", Value.getDefaultInstance());
        return new RouteOutcome.Refused(Refusal.of(Error.newBuilder()
                .setCode(code.get())
                .setMessage(text(json, "message"))
                .setRetryAfterMs((int) retryAfter.getNumberValue())
                .build()));
    }

    private static String text(Struct json, String name) {
        return json.getFieldsOrDefault(name, Value.getDefaultInstance()).getStringValue();
    }
}
