package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.FakeDevices;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.TokenRenewed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final String PAGE = "https://chat.example";

    private final ManualClock clock = new ManualClock();
    private final FakeDevices devices = new FakeDevices();
    private final Sealer sealer = SealerTest.sealer(1);
    private final Admission admission = admission("here");

    @Test
    void letsTheBearerOfATicketInOnce() {
        var ticket = route(PAGE);

        var session = admitted(ticket, PAGE);

        assertThat(session.caller()).isEqualTo(Rows.caller(1));
        assertThat(session.deviceId()).isEqualTo(PHONE);
        assertThat(session.origin()).isEqualTo(PAGE);
        assertThat(session.subscriber().user()).isEqualTo(1);
        assertThat(code(admit(ticket, PAGE))).isEqualTo(ErrorCode.TICKET_USED);
    }

    @Test
    void letsOnlyOneOfManyAttemptsIn() {
        var ticket = route("");

        var admitted = IntStream.range(0, 64)
                .parallel()
                .filter(_ -> admit(ticket, "") instanceof Outcome.Done)
                .count();

        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void tellsHowLongATicketLasts() {
        var issued = ((Outcome.Done<Admission.Issued>) admission.route(token(), PAGE)).value();

        assertThat(issued.expiresInS()).isEqualTo(30);
        assertThat(issued.toString()).doesNotContain(issued.ticket());
    }

    @Test
    void refusesAnotherPagesTicketWithoutUsingItUp() {
        var ticket = route(PAGE);

        assertThat(code(admit(ticket, "https://evil.example"))).isEqualTo(ErrorCode.ORIGIN_REFUSED);
        assertThat(code(admit(ticket, ""))).isEqualTo(ErrorCode.ORIGIN_REFUSED);
        assertThat(admit(ticket, PAGE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesATicketFromTheMomentItExpires() {
        var ticket = route("");
        clock.pass(Duration.ofSeconds(30).minusMillis(1));
        assertThat(admit(ticket, "")).isInstanceOf(Outcome.Done.class);

        var late = route("");
        clock.pass(Duration.ofSeconds(30));
        assertThat(code(admit(late, ""))).isEqualTo(ErrorCode.TICKET_EXPIRED);
    }

    @Test
    void refusesForgedAndForeignTickets() {
        var foreign = ((Outcome.Done<Admission.Issued>) admission("there").route(token("there"), "")).value();

        assertThat(code(admit("", ""))).isEqualTo(ErrorCode.TICKET_INVALID);
        assertThat(code(admit("A".repeat(80), ""))).isEqualTo(ErrorCode.TICKET_INVALID);
        assertThat(code(admit(foreign.ticket(), ""))).isEqualTo(ErrorCode.TICKET_INVALID);
    }

    @Test
    void refusesAnOlderTicketThanTheLastOneUsed() {
        var early = route("");
        var later = admission.reconnectTicket(admitted(route(""), ""));

        assertThat(code(admit(early, ""))).isEqualTo(ErrorCode.TICKET_USED);
        assertThat(admit(later, "")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void letsADeviceComeBackForTenMinutes() {
        var first = admitted(route(PAGE), PAGE);
        clock.pass(Duration.ofMinutes(10).minusMillis(1));

        var second = admitted(admission.reconnectTicket(first), PAGE);
        var late = admission.reconnectTicket(second);
        clock.pass(Duration.ofMinutes(10));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(code(admit(late, PAGE))).isEqualTo(ErrorCode.TICKET_EXPIRED);
    }

    @Test
    void keepsARevokedDeviceOut() {
        var ticket = route("");
        devices.revoke(PHONE);

        assertThat(code(admit(ticket, ""))).isEqualTo(ErrorCode.TICKET_USED);
    }

    @Test
    void givesNoTicketForABadToken() {
        assertThat(code(admission.route("no token", ""))).isEqualTo(ErrorCode.TOKEN_INVALID);
    }

    private Admission admission(String environment) {
        var here = new Environment(environment, 1);
        return new Admission(here, tokens(here), devices, sealer, SessionOptions.standard(0), clock);
    }

    private Tokens tokens(Environment environment) {
        return new Tokens(
                environment, devices, new FakeUsers(Rows.user(1)), Duration.ofDays(1), clock, new SecureRandom());
    }

    private String token() {
        return token("here");
    }

    private String token(String environment) {
        var issued = tokens(new Environment(environment, 1)).issue(Rows.user(1), PHONE, 5);
        return ((Outcome.Done<TokenRenewed>) issued).value().getToken();
    }

    private String route(String origin) {
        return ((Outcome.Done<Admission.Issued>) admission.route(token(), origin))
                .value()
                .ticket();
    }

    private Outcome<Session> admit(String ticket, String origin) {
        return admission.admit(Hello.newBuilder().setTicket(ticket).build(), origin, new FakeOutbox());
    }

    private Session admitted(String ticket, String origin) {
        return ((Outcome.Done<Session>) admit(ticket, origin)).value();
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
