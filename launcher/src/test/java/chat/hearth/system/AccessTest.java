package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The web client for people who do not use a mouse, or do not see the screen.
@Tag("suite")
@Tag("a11y")
class AccessTest {
    @Test
    void everyScreenSatisfiesAxeAndAChatIsWrittenByKeyboardAlone(@TempDir Path folder) {
        assertThat(Journey.walk("access", folder)).isEqualTo(Journey.THE_END);
    }
}
