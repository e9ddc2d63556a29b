package chat.hearth.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("server.port", "server.bind", "limits.frame_bytes");

    @Test
    void findsANameWithALetterSwappedLeftOutOrTooMuch() {
        assertThat(NearestName.among(NAMES, "server.prot")).isEqualTo("server.port");
        assertThat(NearestName.among(NAMES, "sever.bind")).isEqualTo("server.bind");
        assertThat(NearestName.among(NAMES, "limits.framee_bytes")).isEqualTo("limits.frame_bytes");
    }

    @Test
    void findsNothingNearAForeignName() {
        assertThat(NearestName.among(NAMES, "weather.rain")).isNull();
        assertThat(NearestName.among(List.of(), "server.port")).isNull();
    }

    @Test
    void countsMistakes() {
        assertThat(NearestName.mistakes("", "abc")).isEqualTo(3);
        assertThat(NearestName.mistakes("abc", "acb")).isEqualTo(1);
        assertThat(NearestName.mistakes("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.mistakes("same", "same")).isZero();
    }
}
