package chat.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.app.RunningApp.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand browsers wait for a scan on a server that has eight places.
class WaitingBrowsersTest {
    private static final int BROWSERS = 1000;

    @Test
    void starveNobodyAndAreAnsweredWhenTheServerStops(@TempDir Path folder) throws Exception {
        try (var app = RunningApp.in(folder)) {
            var registered = app.post("/register", "{\"name\":\"alice\",\"password\":\"correct horse\"}");
            var phone = new String[] {"authToken", registered.field("authToken")};
            List<Answer> asked = new ArrayList<>();
            List<CompletableFuture<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < BROWSERS; i++) {
                var one = app.post("/pc_session", "{}");
                asked.add(one);
                waiting.add(app.begin("/session_login/" + one.result("token"), "Cookie", one.cookie()));
            }

            assertThat(app.get("/me", phone).code()).isZero();
            for (int i = 0; i < 2 * RunningApp.PLACES; i++) {
                var code = asked.get(i).result("token");
                assertThat(app.post("/scan_pc/" + code, "{}", phone).code()).isZero();
                assertThat(waiting.get(i).get(20, TimeUnit.SECONDS).code()).isEqualTo(AppCode.SCANNED.number());
            }
            assertThat(waiting.subList(2 * RunningApp.PLACES, BROWSERS)).noneMatch(CompletableFuture::isDone);

            app.app.drain();
            assertThat(app.stop()).isTrue();
            for (var answer : waiting.subList(2 * RunningApp.PLACES, BROWSERS)) {
                assertThat(answer.get(20, TimeUnit.SECONDS).code()).isEqualTo(AppCode.NOT_SCANNED.number());
            }
        }
    }
}
