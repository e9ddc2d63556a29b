package chat.hearth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.session.SessionOptions;
import org.junit.jupiter.api.Test;

class CoreOptionsTest {
    private static final SessionOptions SESSIONS = SessionOptions.standard(100);

    @Test
    void takesTheDefaults() {
        assertThat(new CoreOptions(10_000, 49_152, 262_144, 2000, SESSIONS).bodyBytes())
                .isEqualTo(49_152);
    }

    @Test
    void refusesFramesInWhichABodyHasNoRoom() {
        assertThatThrownBy(() -> new CoreOptions(10_000, 100_000, 262_144, 2000, SESSIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serverFrameBytes");
    }

    @Test
    void refusesLimitsUnderWhichNothingIsPossible() {
        assertThatThrownBy(() -> new CoreOptions(0, 49_152, 262_144, 2000, SESSIONS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CoreOptions(10_000, 49_152, 262_144, 1, SESSIONS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
