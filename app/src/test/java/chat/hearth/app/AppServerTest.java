package chat.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.app.RunningApp.Answer;
import chat.hearth.protocol.id.DeviceId;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppServerTest {
    private static final String ALICE = "{\"name\":\"alice\",\"password\":\"correct horse\",\"platform\":5}";

    private final RunningApp app;
    private final Path folder;

    AppServerTest(@TempDir Path folder) {
        this.folder = folder;
        app = RunningApp.in(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/session"})
    void registersAndLogsInAtTheRootAndBelowSession(String prefix) {
        var registered = app.post(
                prefix + "/register",
                "{\"name\":\"alice\",\"password\":\"correct horse\",\"displayName\":\"爱丽丝\",\"platform\":5}");
        assertThat(registered.code()).isZero();
        assertThat(registered.result("register")).isEqualTo("true");
        assertThat(registered.result("userName")).isEqualTo("爱丽丝");

        var loggedIn = app.post(
                prefix + "/login_pwd",
                "{\"mobile\":\"alice\",\"password\":\"correct horse\",\"clientId\":\"my-device\",\"platform\":5}");

        assertThat(loggedIn.http().statusCode()).isEqualTo(200);
        assertThat(loggedIn.code()).isZero();
        assertThat(loggedIn.result("userId")).isEqualTo(registered.result("userId"));
        assertThat(loggedIn.result("clientId")).isEqualTo("my-device");
        assertThat(loggedIn.result("register")).isEqualTo("false");
        assertThat(loggedIn.result("token")).isEqualTo(app.im.tokensByDevice.get(new DeviceId("my-device")));
        assertThat(loggedIn.json().path("result").has("portrait")).isTrue();
        assertThat(loggedIn.field("authToken")).hasSize(43);
        assertThat(loggedIn.field("cache-control")).isEqualTo("no-store");
        assertThat(loggedIn.field("set-cookie"))
                .startsWith("hearth_session=" + loggedIn.field("authToken"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void issuesADeviceIdWhereNoneOrABadOneIsGiven() {
        var none = app.post("/register", ALICE).result("clientId");
        var bad = app.post(
                        "/login_pwd", "{\"name\":\"alice\",\"password\":\"correct horse\",\"clientId\":\"a:b/../c\"}")
                .result("clientId");

        assertThat(none).hasSize(36).isNotEqualTo(bad);
        assertThat(bad).hasSize(36);
    }

    @Test
    void answersAWrongPasswordAndAnUnknownNameAlike() {
        app.post("/register", ALICE);

        var wrong = app.post("/login_pwd", "{\"name\":\"alice\",\"password\":\"wrong\"}");
        var unknown = app.post("/login_pwd", "{\"name\":\"nobody\",\"password\":\"wrong\"}");

        assertThat(unknown.http().body()).isEqualTo(wrong.http().body());
        assertThat(wrong.code()).isEqualTo(AppCode.WRONG_PASSWORD.number());
        assertThat(wrong.field("set-cookie")).isEmpty();
        assertThat(unknown.http().headers().map().keySet())
                .isEqualTo(wrong.http().headers().map().keySet());
    }

    @Test
    void knowsALogInByHeaderOrByCookieUntilItEnds() {
        var login = app.post("/register", ALICE);
        var byHeader = new String[] {"authToken", login.field("authToken")};
        var byCookie = new String[] {"Cookie", "a=b; " + login.cookie() + "; c=d"};

        assertThat(app.get("/me", byHeader).result("userId")).isEqualTo(login.result("userId"));
        assertThat(app.get("/me", byCookie).result("name")).isEqualTo("alice");
        assertThat(app.get("/me").code()).isEqualTo(AppCode.NOT_LOGGED_IN.number());

        var token = app.post("/token", "{}", byCookie);
        assertThat(token.result("clientId")).isEqualTo(login.result("clientId"));
        assertThat(token.result("token")).isNotEqualTo(login.result("token")).isNotEmpty();

        var out = app.post("/logout", "{}", byCookie);
        assertThat(out.code()).isZero();
        assertThat(out.field("set-cookie")).contains("hearth_session=;", "Max-Age=0");
        assertThat(app.get("/me", byHeader).code()).isEqualTo(AppCode.NOT_LOGGED_IN.number());
        assertThat(app.post("/token", "{}", byHeader).code()).isEqualTo(AppCode.NOT_LOGGED_IN.number());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"})
    void takesABodyOnlyAsJson(String type) {
        var answer = app.send(
                app.request("/register").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(ALICE)));

        assertThat(answer.code()).isEqualTo(AppCode.INVALID.number());
        assertThat(app.im.usersById).isEmpty();
    }

    @Test
    void takesNoChangeOnACookieAloneWithoutJson() {
        var login = app.post("/register", ALICE);
        var nobody = HttpRequest.BodyPublishers.noBody();

        var forged = app.send(app.request("/token", "Cookie", login.cookie()).POST(nobody));
        var own = app.send(
                app.request("/token", "authToken", login.field("authToken")).POST(nobody));

        assertThat(forged.code()).isEqualTo(AppCode.INVALID.number());
        assertThat(own.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "null", "\"x\"", "{", "{\"name\":", "{\"name\":[\"alice\"],\"password\":{}}", "\u0000"})
    void answersABodyThatMakesNoSense(String body) {
        assertThat(app.post("/register", body).code()).isEqualTo(AppCode.INVALID.number());
        assertThat(app.post("/register", "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}")
                        .code())
                .isEqualTo(AppCode.INVALID.number());
        assertThat(app.post("/register", "{\"name\":\"" + "x".repeat(20_000) + "\"}")
                        .http()
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void saysThatTheChatServerIsAwayAndKeepsNothingHalfDone() {
        app.im.isAway = true;
        var away = app.post("/register", ALICE);
        assertThat(away.code()).isEqualTo(AppCode.SERVER_ERROR.number());
        assertThat(away.json().path("message").asText()).contains("can't be reached");

        app.im.isAway = false;
        assertThat(app.post("/register", ALICE).code()).isZero();
    }

    @Test
    void findsAUserByNameForThoseWhoAreLoggedIn() {
        var login = app.post("/register", ALICE);
        app.post("/register", "{\"name\":\"Bob\",\"password\":\"correct horse\",\"displayName\":\"<b>B</b>\"}");
        var own = new String[] {"authToken", login.field("authToken")};

        var found = app.post("/find_user", "{\"name\":\"bob\"}", own);
        assertThat(found.result("userName")).isEqualTo("<b>B</b>");
        assertThat(found.result("userId")).startsWith("u");
        assertThat(app.post("/find_user", "{\"name\":\"carol\"}", own).code()).isEqualTo(AppCode.NOT_FOUND.number());
        assertThat(app.post("/find_user", "{\"name\":\"bob\"}").code()).isEqualTo(AppCode.NOT_LOGGED_IN.number());
    }

    @Test
    void logsInABrowserByACodeThatAnotherConfirms() {
        var phone = new String[] {"authToken", app.post("/register", ALICE).field("authToken")};
        var asked = app.post("/pc_session", "{\"device_name\":\"Fire\\u202efox\\n\",\"platform\":5}");
        assertThat(asked.result("status")).isEqualTo("0");
        assertThat(asked.result("expired")).isEqualTo("300000");
        assertThat(asked.field("set-cookie")).startsWith("hearth_code=").contains("HttpOnly", "SameSite=Lax");
        var code = asked.result("token");
        assertThat(asked.http().body()).doesNotContain(asked.cookie().substring("hearth_code=".length()));

        var waiting = app.begin("/session_login/" + code, "Cookie", asked.cookie());
        var scanned = app.post("/scan_pc/" + code, "{}", phone);
        assertThat(scanned.result("device_name")).isEqualTo("Firefox");
        assertThat(scanned.result("address")).isEqualTo("127.0.0.1");
        assertThat(waiting.join().code()).isEqualTo(AppCode.SCANNED.number());
        assertThat(waiting.join().result("userName")).isEqualTo("alice");

        var confirming = app.begin("/session_login/" + code, "Cookie", asked.cookie());
        assertThat(app.post("/confirm_pc", "{\"token\":\"" + code + "\"}", phone)
                        .code())
                .isZero();
        var login = confirming.join();
        assertThat(login.code()).isZero();
        assertThat(login.result("token")).isNotEmpty();
        assertThat(login.result("clientId")).hasSize(36);
        assertThat(login.field("authToken")).hasSize(43);

        var replayed = app.post("/session_login/" + code, "{}", "Cookie", asked.cookie());
        assertThat(replayed.code()).isEqualTo(AppCode.SESSION_GONE.number());
        assertThat(app.post("/scan_pc/" + code, "{}", phone).code()).isEqualTo(AppCode.SESSION_GONE.number());
    }

    @Test
    void tellsTheBrowserThatTheOtherDeclinedOrThatTheCodeIsOver() {
        var phone = new String[] {"authToken", app.post("/register", ALICE).field("authToken")};
        var declined = app.post("/pc_session", "{}");
        app.post("/scan_pc/" + declined.result("token"), "{}", phone);
        app.post("/cancel_pc", "{\"token\":\"" + declined.result("token") + "\"}", phone);
        assertThat(collect(declined, declined.cookie()).code()).isEqualTo(AppCode.CANCELLED.number());

        var late = app.post("/pc_session", "{}");
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(collect(late, late.cookie()).code()).isEqualTo(AppCode.SESSION_GONE.number());
        assertThat(app.post("/confirm_pc", "{\"token\":\"nonsense\"}", phone).code())
                .isEqualTo(AppCode.SESSION_GONE.number());
    }

    @Test
    void givesNothingForAPhotographedCode() {
        var phone = new String[] {"authToken", app.post("/register", ALICE).field("authToken")};
        var asked = app.post("/pc_session", "{}");
        var thief = app.post("/pc_session", "{}");
        app.post("/scan_pc/" + asked.result("token"), "{}", phone);
        app.post("/confirm_pc", "{\"token\":\"" + asked.result("token") + "\"}", phone);

        assertThat(collect(asked, "a=b").code()).isEqualTo(AppCode.SESSION_GONE.number());
        assertThat(collect(asked, thief.cookie()).code()).isEqualTo(AppCode.SESSION_GONE.number());
        assertThat(collect(asked, asked.cookie()).code()).isZero();
    }

    @Test
    void logsInNoBrowserForAnAccountThatIsDisabledMeanwhile() {
        var phone = new String[] {"authToken", app.post("/register", ALICE).field("authToken")};
        var asked = app.post("/pc_session", "{}");
        app.post("/scan_pc/" + asked.result("token"), "{}", phone);
        app.post("/confirm_pc", "{\"token\":\"" + asked.result("token") + "\"}", phone);
        app.app.accounts().disable("alice");

        assertThat(collect(asked, asked.cookie()).code()).isEqualTo(AppCode.SESSION_GONE.number());
        assertThat(app.get("/me", phone).code()).isEqualTo(AppCode.NOT_LOGGED_IN.number());
        assertThat(app.post("/login_pwd", ALICE).code()).isEqualTo(AppCode.USER_FORBIDDEN.number());
    }

    @Test
    void answersOkAtTheRootOnlyOnAPortOfItsOwn() {
        assertThat(app.get("/").http().statusCode()).isEqualTo(404);

        try (var alone = new RunningApp(new AppOptions(folder.resolve("alone.db"), false, true))) {
            assertThat(alone.get("/").http().body()).isEqualTo("Ok");
            assertThat(alone.get("/api/ready").http().statusCode()).isEqualTo(200);
            assertThat(alone.post("/register", ALICE).code()).isEqualTo(AppCode.NO_RIGHT.number());
        }
    }

    private Answer collect(Answer asked, String cookie) {
        return app.post("/session_login/" + asked.result("token"), "{}", "Cookie", cookie);
    }
}
