package chat.hearth.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People's tasks in Chromium, all five hops of the real product behind one port.
@Tag("suite")
@Tag("journeys")
class JourneysTest {
    @Test
    void twoPeopleChatOverAllFiveHopsThroughACutAndAKill(@TempDir Path folder) {
        go("chat", folder);
    }

    @Test
    void logInFailuresSayWhatToDoAndCodesAreGoodForOneBrowserOnce(@TempDir Path folder) {
        go("login", folder);
    }

    private static void go(String journey, Path folder) {
        var data = folder.resolve("data");
        try (var server = new Restartable(data)) {
            new Journey(
                            journey,
                            Map.of(
                                    "kill", server::kill,
                                    "start", server::start,
                                    "kill-and-start", () -> {
                                        server.kill();
                                        server.start();
                                    }))
                    .go(server.page());
        }
    }

    /// A product that comes back on the port it had.
    private static final class Restartable implements AutoCloseable {
        private final Path data;
        private final URI page;
        private HearthServer running;

        Restartable(Path data) {
            this.data = data;
            this.running = HearthServer.start(data);
            this.page = running.page();
        }

        URI page() {
            return page;
        }

        void kill() {
            running.kill();
        }

        void start() {
            running = HearthServer.startOn(page.getPort(), data);
        }

        @Override
        public void close() {
            running.close();
        }
    }
}
