package chat.hearth.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.gateway.connection.Opening;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicOriginsTest {
    private final PublicOrigins origins = new PublicOrigins(
            List.of("https://chat.example.com", "http://localhost:8080", "https://[2001:db8::1]:8443"),
            SocketAddresses.OF_THE_PAGE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example.com",
                "https://CHAT.example.com",
                "https://chat.example.com:443",
                "HTTPS://chat.example.com"
            })
    void knowsAnOriginHoweverItIsWritten(String origin) {
        assertThat(opening(origin, "", ""))
                .isEqualTo(new Opening(
                        "https://chat.example.com",
                        opening(null, "https", "chat.example.com").endpoints(),
                        "https://chat.example.com/files"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://chat.example.com/",
                "https://chat.example.com.evil.example",
                "https://user@chat.example.com",
                "http://chat.example.com",
                "https://chat.example.com:8443",
                "http://localhost",
                "ws://localhost:8080",
                "not an origin"
            })
    void refusesAnyOther(String origin) {
        assertThat(origins.judge(List.of(origin), "https", "chat.example.com")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void neverGivesAPageOverTlsAPlainAddress() {
        assertThat(url("https://chat.example.com", "http", "localhost:8080")).isEqualTo("wss://chat.example.com/ws");
    }

    @Test
    void givesAProgramTheOriginItAsked() {
        assertThat(url(null, "http", "localhost:8080")).isEqualTo("ws://localhost:8080/ws");
        assertThat(url(null, "https", "[2001:db8::1]:8443")).isEqualTo("wss://[2001:db8::1]:8443/ws");
    }

    @Test
    void givesAProgramTheSecureOriginOfTheNameWhereAProxyHidesTheScheme() {
        assertThat(url(null, "http", "chat.example.com")).isEqualTo("wss://chat.example.com/ws");
    }

    @Test
    void givesAProgramTheFirstOriginWhereTheNameIsAnUpstreams() {
        assertThat(url(null, "http", "upstream:1234")).isEqualTo("wss://chat.example.com/ws");
        assertThat(url(null, "http", "")).isEqualTo("wss://chat.example.com/ws");
    }

    @Test
    void needsOriginsThatAreOrigins() {
        assertThatThrownBy(() -> new PublicOrigins(List.of(), SocketAddresses.OF_THE_PAGE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new PublicOrigins(List.of("https://chat.example.com/chat"), SocketAddresses.OF_THE_PAGE))
                .hasMessageContaining("https://chat.example.com/chat");
    }

    private String url(@Nullable String origin, String scheme, String host) {
        return opening(origin, scheme, host).endpoints().getFirst().getUrl();
    }

    private Opening opening(@Nullable String origin, String scheme, String host) {
        return switch (origins.judge(origin == null ? List.of() : List.of(origin), scheme, host)) {
            case Outcome.Done<Opening>(var opening) -> opening;
            case Outcome.Refused<Opening>(var refusal) -> throw new AssertionError(refusal);
        };
    }
}
