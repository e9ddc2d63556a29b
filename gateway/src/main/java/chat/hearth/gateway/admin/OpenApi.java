package chat.hearth.gateway.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The description of the server API in OpenAPI 3.1, written by hand and tested against the routes.
final class OpenApi {
    private static final String TEXT = read();

    private OpenApi() {}

    static String text() {
        return TEXT;
    }

    private static String read() {
        try (var in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
