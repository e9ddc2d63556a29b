package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {
    @ParameterizedTest
    @CsvSource({"/, /", "/a/b, /a/b", "/a%20b, /a b", "/%E4%BD%A0, /你", "/a+b, /a+b", "/a..b/.c, /a..b/.c", "//a, //a"})
    void decodesPlainPaths(String raw, String path) {
        assertThat(PathText.decoded(raw)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "/a/../b",
                "/..",
                "/%2e%2e/a",
                "/./a",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0Ab",
                "/a%",
                "/a%zz",
                "/%C3"
            })
    void refusesPathsThatCouldMeanAnother(String raw) {
        assertThat(PathText.decoded(raw)).isNull();
    }
}
