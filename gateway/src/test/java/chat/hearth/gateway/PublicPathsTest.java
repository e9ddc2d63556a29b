package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/route`, `/api/…` and what is answered for `/ws` without a WebSocket.
class PublicPathsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        http.close();
        node.close();
    }

    @Test
    void routesTheBearerOfATokenToItsOwnSchemeAndName() throws Exception {
        var local = route(node, "Authorization", "Bearer " + node.token("ann", "laptop"));
        assertThat(local.statusCode()).isEqualTo(200);
        var answer = json(local);
        assertThat(answer.get("node").asText()).isEqualTo("node-1");
        assertThat(answer.at("/endpoints/0/url").asText()).isEqualTo("ws://localhost:" + node.port() + "/ws");
        assertThat(answer.at("/files/url").asText()).isEqualTo("http://localhost:" + node.port() + "/files");
        assertThat(answer.get("expiresInS").asInt()).isEqualTo(30);
        assertThat(answer.at("/limits/frameBytes").asInt()).isEqualTo(TestNode.FRAME_BYTES);
        assertThat(answer.at("/limits/sendsPer5s").isInt()).isTrue();
        var page = route(
                node, "Authorization", "bearer " + node.token("ann", "laptop"), "Origin", "https://chat.example.com");
        assertThat(json(page).at("/endpoints/0/url").asText()).isEqualTo("wss://chat.example.com/ws");
    }

    @Test
    void ignoresForwardedFieldsOfStrangers() throws Exception {
        var answer = route(
                node,
                "Authorization",
                "Bearer " + node.token("ann", "laptop"),
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "evil.example");
        assertThat(json(answer).at("/endpoints/0/url").asText()).isEqualTo("ws://localhost:" + node.port() + "/ws");
    }

    @Test
    void refusesWhoHasNoGoodToken() throws Exception {
        assertRefused(401, "TOKEN_INVALID", route(node));
        assertRefused(401, "TOKEN_INVALID", route(node, "Authorization", "Basic YW5uOg=="));
        assertRefused(401, "TOKEN_INVALID", route(node, "Authorization", "Bearer nonsense"));
        var token = node.token("ann", "laptop");
        var foreign = token.replace(TestNode.ENVIRONMENT + ".", "other-env.");
        assertRefused(401, "TOKEN_OTHER_ENVIRONMENT", route(node, "Authorization", "Bearer " + foreign));
        node.time.pass(Duration.ofHours(25));
        assertRefused(401, "TOKEN_EXPIRED", route(node, "Authorization", "Bearer " + token));
    }

    @Test
    void refusesAForeignOrigin() throws Exception {
        var token = "Bearer " + node.token("ann", "laptop");
        assertRefused(403, "ORIGIN_REFUSED", route(node, "Authorization", token, "Origin", "https://evil.example"));
        assertRefused(403, "ORIGIN_REFUSED", route(node, "Authorization", token, "Origin", "null"));
    }

    @Test
    void tellsItsVersion() throws Exception {
        var answer = json(get(node, "/api/version"));
        assertThat(answer.get("name").asText()).isEqualTo("hearth");
        assertThat(answer.get("version").asText()).isEqualTo("1.2.3");
        assertThat(answer.get("environment").asText()).isEqualTo(TestNode.ENVIRONMENT);
        assertThat(answer.get("timeMs").asLong()).isEqualTo(node.time.millis());
    }

    @Test
    void isReadyFromServingToDraining() throws Exception {
        try (var starting = TestNode.startNotServing()) {
            assertThat(get(starting, "/api/live").statusCode()).isEqualTo(200);
            assertRefused(503, "UNAVAILABLE", get(starting, "/api/ready"));
            assertRefused(503, "UNAVAILABLE", route(starting));
        }
        assertThat(get(node, "/api/ready").statusCode()).isEqualTo(200);
        node.gateway.drain("maintenance", Duration.ofSeconds(1));
        assertThat(get(node, "/api/live").statusCode()).isEqualTo(200);
        assertRefused(503, "UNAVAILABLE", get(node, "/api/ready"));
    }

    @Test
    void answersAPlainRequestForTheSocketWithWhatIsMissing() throws Exception {
        assertRefused(400, "INVALID_ARGUMENT", get(node, "/ws"));
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("code").asText()).isEqualTo(code);
        assertThat(json(answer).get("message").asText()).isNotBlank();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(TestNode from, String path) throws Exception {
        return http.send(request(from, path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> route(TestNode from, String... headers) throws Exception {
        var request = request(from, "/route").POST(BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(TestNode from, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + from.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10));
    }
}
