package chat.hearth.kit.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request with its whole body.
///
/// @param id names the request in logs and in the answer's `X-Request-Id`
public record Request(String id, Target target, Headers headers, Body body, Client client) {
    /// What is asked for.
    ///
    /// @param path decoded; it has no `.` or `..` segments
    /// @param query as sent, without the question mark; empty when there is none
    public record Target(String method, String path, String query) {
        /// The first value of a query parameter; null when it is missing.
        public @Nullable String parameter(String name) {
            List<String> values =
                    new QueryStringDecoder(query, false).parameters().getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.getFirst();
        }
    }

    public String method() {
        return target.method();
    }

    public String path() {
        return target.path();
    }
}
