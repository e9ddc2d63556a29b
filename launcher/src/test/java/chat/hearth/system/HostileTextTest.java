package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names and texts that want to be more than text.
@Tag("suite")
@Tag("xss")
class HostileTextTest {
    @Test
    void hostileNamesTextsAndAddressesNeverRunAndNeverBecomeElements(@TempDir Path folder) {
        assertThat(Journey.walk("hostile", folder)).isEqualTo(Journey.THE_END);
    }
}
