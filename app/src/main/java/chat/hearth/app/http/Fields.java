package chat.hearth.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The members of a request's JSON object. A member that is missing or of another type reads as empty or 0:
/// what may be empty is the operation's decision.
record Fields(JsonNode object) {
    private static final int MAX_DEPTH = 8;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    /// Reads a body; an empty one has no members.
    ///
    /// @throws NotJson if it is not a JSON object
    static Fields of(String body) {
        if (body.isBlank()) {
            return new Fields(JSON.createObjectNode());
        }
        try {
            var node = JSON.readTree(body);
            if (node == null || !node.isObject()) {
                throw new NotJson("the body must be a JSON object", null);
            }
            return new Fields(node);
        } catch (JsonProcessingException e) {
            throw new NotJson("the body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    String text(String name) {
        var node = object.get(name);
        return node != null && node.isTextual() ? node.textValue() : "";
    }

    int number(String name) {
        var node = object.get(name);
        return node != null && node.canConvertToInt() ? node.intValue() : 0;
    }
}
