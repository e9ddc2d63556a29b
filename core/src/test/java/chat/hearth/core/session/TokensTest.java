package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.FakeDevices;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.message.SendRate;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.TokenRenewed;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private final FakeDevices devices = new FakeDevices();
    private final FakeUsers users = new FakeUsers(Rows.user(1), Rows.user(2), Rows.disabled(3));
    private final Tokens tokens = tokens("here");

    @Test
    void knowsTheBearerOfATokenItIssued() {
        var issued = issue(1);

        var bearer = ((Outcome.Done<Tokens.Bearer>) tokens.check(issued.getToken())).value();

        assertThat(bearer.caller()).isEqualTo(Rows.caller(1));
        assertThat(bearer.device().id()).isEqualTo(PHONE);
        assertThat(bearer.device().platform()).isEqualTo(5);
        assertThat(issued.getExpiresAtMs()).isEqualTo(clock.millis() + DAY.toMillis());
        assertThat(issued.getToken()).startsWith("here.phone.");
    }

    @Test
    void keepsTheDevicesOfTwoUsersApart() {
        var one = issue(1).getToken();
        var two = issue(2).getToken();

        assertThat(((Outcome.Done<Tokens.Bearer>) tokens.check(one)).value().caller())
                .isEqualTo(Rows.caller(1));
        assertThat(((Outcome.Done<Tokens.Bearer>) tokens.check(two)).value().caller())
                .isEqualTo(Rows.caller(2));
    }

    @Test
    void refusesATokenFromTheMomentItExpires() {
        var token = issue(1).getToken();

        clock.pass(DAY.minusMillis(1));
        assertThat(tokens.check(token)).isInstanceOf(Outcome.Done.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(code(tokens.check(token))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void saysWhichEnvironmentATokenIsOf() {
        issue(1);
        var foreign = ((Outcome.Done<TokenRenewed>) tokens("there").issue(Rows.user(1), PHONE, 5)).value();

        var refused = (Outcome.Refused<Tokens.Bearer>) tokens.check(foreign.getToken());

        assertThat(refused.refusal().code()).isEqualTo(ErrorCode.TOKEN_OTHER_ENVIRONMENT);
        assertThat(refused.refusal().message()).contains("there", "here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here.phone", "here.phone.short", "here.no device.x", "\0", "..."})
    void refusesWhatIsNoToken(String text) {
        assertThat(code(tokens.check(text))).isEqualTo(ErrorCode.TOKEN_INVALID);
    }

    @Test
    void refusesAnotherSecretAndAnotherDevice() {
        var token = issue(1).getToken();
        var otherSecret = token.substring(0, token.length() - 43) + "A".repeat(43);

        assertThat(code(tokens.check(otherSecret))).isEqualTo(ErrorCode.TOKEN_INVALID);
        assertThat(code(tokens.check(token.replace("phone", "tablet")))).isEqualTo(ErrorCode.TOKEN_INVALID);
    }

    @Test
    void refusesTheTokenOfARevokedDevice() {
        var token = issue(1).getToken();

        devices.revoke(PHONE);

        assertThat(code(tokens.check(token))).isEqualTo(ErrorCode.TOKEN_INVALID);
    }

    @Test
    void renewsAndKillsTheOldToken() {
        var old = issue(1).getToken();

        var renewed =
                ((Outcome.Done<TokenRenewed>) tokens.renew(session(1))).value().getToken();

        assertThat(code(tokens.check(old))).isEqualTo(ErrorCode.TOKEN_INVALID);
        assertThat(tokens.check(renewed)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void renewsNothingForARevokedDeviceOrALostUser() {
        issue(1);
        devices.revoke(PHONE);

        assertThat(code(tokens.renew(session(1)))).isEqualTo(ErrorCode.TOKEN_INVALID);
        assertThat(code(tokens.renew(session(9)))).isEqualTo(ErrorCode.TOKEN_INVALID);
    }

    @Test
    void refusesDisabledUsers() {
        var token = issue(1).getToken();
        users.set(Rows.disabled(1));

        assertThat(code(tokens.check(token))).isEqualTo(ErrorCode.USER_DISABLED);
        assertThat(code(tokens.renew(session(1)))).isEqualTo(ErrorCode.USER_DISABLED);
        assertThat(code(tokens.issue(Rows.disabled(3), PHONE, 5))).isEqualTo(ErrorCode.USER_DISABLED);
    }

    private Tokens tokens(String environment) {
        return new Tokens(new Environment(environment, 1), devices, users, DAY, clock, new SecureRandom());
    }

    private TokenRenewed issue(long user) {
        return ((Outcome.Done<TokenRenewed>) tokens.issue(Rows.user(user), PHONE, 5)).value();
    }

    private Session session(long user) {
        return new Session(
                "s",
                Rows.caller(user),
                100,
                PHONE,
                "",
                1,
                new Subscriber(user, new FakeOutbox()),
                new SendRate(0, clock));
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
