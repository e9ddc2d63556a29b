package chat.hearth.system;

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
        Journey.go("access", folder);
    }
}
