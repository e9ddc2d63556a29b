package chat.hearth.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the members of a JSON object strictly: what is missing has its default, what is of another type is
/// refused with its name, what is unknown is ignored.
record Fields(JsonNode object, String path) {

    /// A member is not what it must be; the message names it. Thrown past the reading of the rest, caught
    /// where the answer is made.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static Fields of(JsonNode node) {
        return new Fields(asObject(node, "the body"), "");
    }

    String text(String name) {
        return text(name, "");
    }

    String text(String name, String otherwise) {
        var node = object.get(name);
        if (isMissing(node)) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw new Malformed(path + name + " must be a string");
        }
        return node.textValue();
    }

    String required(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            throw new Malformed(path + name + " is required");
        }
        return text;
    }

    /// A number of at least 0.
    int number(String name, int otherwise) {
        var node = object.get(name);
        if (isMissing(node)) {
            return otherwise;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
            throw new Malformed(path + name + " must be a whole number of at least 0");
        }
        return node.intValue();
    }

    Fields child(String name) {
        var node = object.get(name);
        if (isMissing(node)) {
            throw new Malformed(path + name + " is required");
        }
        return new Fields(asObject(node, path + name), path + name + ".");
    }

    List<Fields> children(String name) {
        var children = new ArrayList<Fields>();
        for (var each : array(name)) {
            children.add(new Fields(asObject(each, path + name), path + name + "."));
        }
        return children;
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var each : array(name)) {
            if (!each.isTextual()) {
                throw new Malformed(path + name + " must be a list of strings");
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    private Iterable<JsonNode> array(String name) {
        var node = object.get(name);
        if (isMissing(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new Malformed(path + name + " must be a list");
        }
        return node;
    }

    private static JsonNode asObject(JsonNode node, String what) {
        if (!node.isObject()) {
            throw new Malformed(what + " must be an object");
        }
        return node;
    }

    private static boolean isMissing(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }
}
