package chat.hearth.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedCodingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, deflate, br", "gzip;q=1.0, BR;q=0.5", " br ; q=0.001"})
    void takesWhatIsNamed(String field) {
        assertThat(AcceptedCodings.accepts(field, "br")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip", "*", "br;q=0", "br; q=0.000, gzip", "brotli", ",,;;"})
    void doesNotTakeWhatIsNotNamedOrWeighedWithNothing(String field) {
        assertThat(AcceptedCodings.accepts(field, "br")).isFalse();
    }
}
