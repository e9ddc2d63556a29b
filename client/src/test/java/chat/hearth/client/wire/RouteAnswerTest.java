package chat.hearth.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.v1.ErrorCode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteAnswerTest {
    @Test
    void readsAWayIn() {
        var outcome = RouteAnswer.read(200, """
                {"node":"n","endpoints":[{"url":"ws://a/ws"},{"url":"wss://b/ws"}],"files":{"url":"http://f"},
                 "ticket":"t","expiresInS":30,"limits":{"inFlight":64},"later":null}""");
        assertThat(outcome)
                .isEqualTo(new RouteOutcome.Routed(
                        "n", java.util.List.of(URI.create("ws://a/ws"), URI.create("wss://b/ws")), "t"));
    }

    @Test
    void readsARefusalWithItsCode() {
        var outcome = RouteAnswer.read(401, "{\"code\":\"TOKEN_EXPIRED\",\"message\":\"m\"}");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RouteOutcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.TOKEN_EXPIRED));
    }

    @Test
    void aRateLimitKeepsItsOwnTime() {
        var outcome = RouteAnswer.read(429, "{\"code\":\"RATE_LIMITED\",\"retryAfterMs\":7000}");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RouteOutcome.Refused.class,
                        refused -> assertThat(refused.refusal().retryAfterMs()).isEqualTo(7_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502 Bad Gateway</html>",
                "[1,2]",
                "{}",
                "{\"ticket\":\"t\",\"endpoints\":[]}",
                "{\"ticket\":\"t\",\"endpoints\":[{\"url\":\"not a url at all\"}]}"
            })
    void whatIsNotTheServersWordMeansNobodyWasReached(String body) {
        assertThat(RouteAnswer.read(200, body)).isInstanceOf(RouteOutcome.Unreachable.class);
        assertThat(RouteAnswer.read(502, body)).isInstanceOf(RouteOutcome.Unreachable.class);
    }
}
