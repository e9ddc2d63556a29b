package chat.hearth.gateway.admin.signature;

import java.util.List;
import java.util.function.Function;

/// What of a request matters for its signature.
///
/// @param path as sent, without the query
/// @param query as sent, without the question mark; empty = none
/// @param fields header name in lower case to its values
/// @param contentDigest the digest of the body as it arrived, see [ContentDigest]
/// @param isProtected whether nobody on the network between can read along: TLS, or the same machine
public record SignedRequest(
        String method,
        String path,
        String query,
        Function<String, List<String>> fields,
        ContentDigest contentDigest,
        boolean isProtected) {

    /// The only value of a field; empty if it is missing or there are several.
    String field(String name) {
        var values = fields.apply(name);
        return values.size() == 1 ? values.getFirst().strip() : "";
    }
}
