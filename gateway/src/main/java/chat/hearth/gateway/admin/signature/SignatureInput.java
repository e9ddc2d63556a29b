package chat.hearth.gateway.admin.signature;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The `Signature-Input` of a request (RFC 9421 §4.1), as far as the server API takes it: one label, the four
/// components of [#COMPONENTS] in any order, and the parameters created, nonce, keyid and alg in any order.
///
/// @param label names the signature in the field `Signature`
/// @param components as listed
/// @param parameters everything after the label, word for word
record SignatureInput(
        String label, List<String> components, String parameters, long createdS, String nonce, String keyId) {
    static final List<String> COMPONENTS = List.of("@method", "@path", "@query", "content-digest");
    static final String ALGORITHM = "hmac-sha256";

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_.*-]{0,31})="
            + "(\\(((?:\"[a-z@-]+\" ?){4})\\)"
            + "((?:;[a-z]+=(?:\"[\\x20-\\x7e&&[^\"\\\\]]{1,64}\"|[0-9]{1,12})){4}))");

    /// Reads the field; empty if it is missing or asks for something else.
    static Optional<SignatureInput> parse(String field) {
        var form = FORM.matcher(field);
        if (!form.matches()) {
            return Optional.empty();
        }
        var components = Arrays.stream(form.group(3).split(" ", -1))
                .map(SignatureInput::unquoted)
                .toList();
        boolean isComplete =
                components.size() == COMPONENTS.size() && Set.copyOf(COMPONENTS).equals(toSet(components));
        var values = values(form.group(4));
        return isComplete && values.keySet().equals(Set.of("alg", "created", "keyid", "nonce"))
                ? of(form.group(1), components, form.group(2), values)
                : Optional.empty();
    }

    private static Optional<SignatureInput> of(
            String label, List<String> components, String parameters, Map<String, String> values) {
        var created = values.getOrDefault("created", "");
        boolean isTyped = created.matches("[0-9]{1,12}")
                && values.getOrDefault("alg", "").equals("\"" + ALGORITHM + "\"")
                && values.getOrDefault("keyid", "").startsWith("\"")
                && values.getOrDefault("nonce", "").startsWith("\"");
        return isTyped
                ? Optional.of(new SignatureInput(
                        label,
                        components,
                        parameters,
                        Long.parseLong(created),
                        unquoted(values.getOrDefault("nonce", "")),
                        unquoted(values.getOrDefault("keyid", ""))))
                : Optional.empty();
    }

    /// What is signed (RFC 9421 §2.5).
    String base(String method, String path, String query, String contentDigest) {
        var base = new StringBuilder();
        for (var component : components) {
            var value = switch (component) {
                case "@method" -> method;
                case "@path" -> path;
                case "@query" -> "?" + query;
                default -> contentDigest;
            };
            base.append('"').append(component).append("\": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(parameters).toString();
    }

    /// The field's own text.
    String field() {
        return label + "=" + parameters;
    }

    /// What a client of ours signs.
    static SignatureInput make(long createdS, String nonce, String keyId) {
        var list = "(\"" + String.join("\" \"", COMPONENTS) + "\")";
        var parameters = list + ";created=" + createdS + ";nonce=\"" + nonce + "\";keyid=\"" + keyId + "\";alg=\""
                + ALGORITHM + "\"";
        return new SignatureInput("sig1", COMPONENTS, parameters, createdS, nonce, keyId);
    }

    private static Map<String, String> values(String parameters) {
        var values = new TreeMap<String, String>();
        // No value may hold a semicolon in quotes and be split: then a name is missing, and the whole is refused.
        for (var each : parameters.substring(1).split(";", -1)) {
            int equals = each.indexOf('=');
            values.put(equals < 0 ? each : each.substring(0, equals), each.substring(equals + 1));
        }
        return values;
    }

    private static Set<String> toSet(List<String> components) {
        return Set.copyOf(components.stream().distinct().toList());
    }

    private static String unquoted(String quoted) {
        return quoted.replace("\"", "");
    }
}
