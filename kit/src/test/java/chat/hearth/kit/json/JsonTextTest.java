package chat.hearth.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void writesEveryCharacterSoThatAReaderGetsItBack() {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point < 0x3000; point++) {
            all.appendCodePoint(point);
        }
        all.append("\uD83D\uDD25");

        assertThat(Json.decodeValue(JsonText.quoted(all))).isEqualTo(all.toString());
        assertThat(JsonText.quoted(all).lines()).hasSize(1);
    }

    @Test
    void replacesAnUnpairedSurrogate() {
        assertThat(JsonText.quoted("a\uD83Db")).isEqualTo("\"a\uFFFDb\"");
    }
}
