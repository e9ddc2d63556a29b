package chat.hearth.system;

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
        Journey.go("chat", folder);
    }

    @Test
    void logInFailuresSayWhatToDoAndCodesAreGoodForOneBrowserOnce(@TempDir Path folder) {
        Journey.go("login", folder);
    }

    @Test
    void whatCannotBeSentSaysWhyAndNothingElseIsLost(@TempDir Path folder) {
        Journey.go("files", folder);
    }
}
