package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Admission;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Device;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.ListDevices;
import chat.hearth.protocol.v1.LogOut;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// G13: logging a device out closes its connection and kills what it could come back with, at once.
class DevicesTest {
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    private static Request.Builder logOut(String... devices) {
        return Request.newBuilder().setLogOut(LogOut.newBuilder().addAllDeviceIds(List.of(devices)));
    }

    @Test
    void closesTheSocketOfADeviceThatIsLoggedOutAndItsTokenAndTicketsAreDead() throws Exception {
        var token = node.token("ann", "phone");
        try (var laptop = node.session("ann", "laptop");
                var phone = WireClient.connect(node.port(), Encoding.JSON)) {
            var welcome = phone.hello(
                    ((Outcome.Done<Admission.Issued>) node.core.admission().route(token, ""))
                            .value()
                            .ticket());
            assertThat(laptop.ask(logOut("phone", "unknown")).getLoggedOut().getDeviceIdsList())
                    .containsExactly("phone");
            assertThat(phone.raw.untilClosed()).isEqualTo(CloseCode.DEVICE_REVOKED_VALUE);
            assertThat(node.core.admission().route(token, ""))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.TOKEN_INVALID));
            try (var back = WireClient.connect(node.port(), Encoding.PROTO)) {
                var hello = Hello.newBuilder().setTicket(welcome.getReconnect().getTicket());
                assertThat(back.ask(Request.newBuilder().setHello(hello))
                                .getError()
                                .getCode())
                        .isEqualTo(ErrorCode.TICKET_USED);
            }
            var pong = laptop.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()));
            assertThat(pong.hasPong()).isTrue();
            try (var again = node.session("ann", "phone")) {
                assertThat(again.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()))
                                .hasPong())
                        .isTrue();
            }
        }
    }

    @Test
    void logsAllOthersOutAndListsWhatIsLeft() throws Exception {
        try (var laptop = node.session("ann", "laptop");
                var phone = node.session("ann", "phone");
                var bob = node.session("bob", "phone")) {
            node.token("ann", "never-seen");
            var before = laptop.ask(Request.newBuilder().setListDevices(ListDevices.getDefaultInstance()))
                    .getDeviceList();
            assertThat(before.getDevicesList())
                    .extracting(Device::getDeviceId, Device::getOnline, Device::getCurrent)
                    .containsExactlyInAnyOrder(
                            tuple("laptop", true, true),
                            tuple("phone", true, false),
                            tuple("never-seen", false, false));
            var ended = laptop.ask(
                    Request.newBuilder().setLogOut(LogOut.newBuilder().setAllOthers(true)));
            assertThat(ended.getLoggedOut().getDeviceIdsList()).containsExactlyInAnyOrder("phone", "never-seen");
            assertThat(phone.raw.untilClosed()).isEqualTo(CloseCode.DEVICE_REVOKED_VALUE);
            var after = laptop.ask(Request.newBuilder().setListDevices(ListDevices.getDefaultInstance()))
                    .getDeviceList();
            assertThat(after.getDevicesList()).extracting(Device::getDeviceId).containsExactly("laptop");
            assertThat(bob.ask(Request.newBuilder().setPing(Ping.getDefaultInstance()))
                            .hasPong())
                    .isTrue();
        }
    }

    @Test
    void closesADeviceThatLogsItselfOut() throws Exception {
        try (var phone = node.session("ann", "phone")) {
            phone.send(logOut("phone"));
            assertThat(phone.raw.untilClosed()).isEqualTo(CloseCode.DEVICE_REVOKED_VALUE);
        }
    }

    @Test
    void refusesWhatIsNoDeviceId() throws Exception {
        try (var phone = node.session("ann", "phone")) {
            assertThat(phone.ask(logOut("not an id")).getError().getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
    }
}
