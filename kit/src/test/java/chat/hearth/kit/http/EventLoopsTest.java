package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EventLoopsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void usesEpollOnLinux() {
        try (EventLoops loops = EventLoops.start(1)) {
            assertThat(loops.isNative()).isTrue();
        }
    }
}
