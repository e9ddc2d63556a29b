package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People's tasks in Chromium, all five hops of the real product behind one port.
@Tag("suite")
@Tag("journeys")
class JourneysTest {
    @Test
    void twoPeopleChatOverAllFiveHopsThroughACutAndAKill(@TempDir Path folder) {
        assertThat(Journey.walk("chat", folder)).isEqualTo(Journey.THE_END);
    }

    @Test
    void logInFailuresSayWhatToDoAndCodesAreGoodForOneBrowserOnce(@TempDir Path folder) {
        assertThat(Journey.walk("login", folder)).isEqualTo(Journey.THE_END);
    }

    @Test
    void nothingWrittenIsLostOrDoubledByAReloadATabAWrongClockOrAKill(@TempDir Path folder) {
        assertThat(Journey.walk("keeping", folder)).isEqualTo(Journey.THE_END);
    }

    @Test
    void chatsAndPlacesAreFoundAgainByKeyboardAndAddress(@TempDir Path folder) {
        assertThat(Journey.walk("finding", folder)).isEqualTo(Journey.THE_END);
    }

    @Test
    void whatCannotBeSentSaysWhyAndNothingElseIsLost(@TempDir Path folder) {
        assertThat(Journey.walk("files", folder)).isEqualTo(Journey.THE_END);
    }
}
