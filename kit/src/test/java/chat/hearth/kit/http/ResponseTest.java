package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResponseTest {
    @Test
    void writesTheEnvelopeOfAnError() {
        Response response = Response.error(404, "NOT_FOUND", "no \"such\" thing");

        assertThat(response.body().text()).isEqualTo("{\"code\":\"NOT_FOUND\",\"message\":\"no \\\"such\\\" thing\"}");
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void refusesHeaderFieldsThatBreakOutOfTheirLine() {
        assertThatThrownBy(() -> Response.empty(204).with("x-a", "b\r\nset-cookie: c=d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Response.empty(204).with("x-a: b", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesAFieldOrAddsToIt() {
        Response response = Response.empty(204).with("a", "1").with("A", "2").plus("a", "3");

        assertThat(response.headers().all("a")).containsExactly("2", "3");
    }

    @Test
    void refusesAStatusThatIsNotFinal() {
        assertThatThrownBy(() -> Response.empty(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
