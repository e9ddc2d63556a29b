package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.ManualTimers;
import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int ROUNDS_PER_TICKET = 60;

    private final Node node = new Node();
    private final ManualTimers timers = new ManualTimers();

    @BeforeEach
    void join() {
        node.log.join(7);
    }

    @Test
    void startsFreshWithoutHistory() {
        node.log.append(7, Rows.text("before"));

        var phone = node.start(Node.fresh());

        assertThat(phone.outbox().kinds())
                .containsExactly(FrameCase.RESUMED, FrameCase.CAUGHT_UP, FrameCase.CHECKPOINT);
        assertThat(phone.outbox().frames().getFirst().getResumed().getRecovered())
                .isFalse();
        assertThat(phone.outbox().frames().getFirst().getResumed().getReason()).isEmpty();
    }

    @Test
    void deliversWhatHappensAfterTheStart() {
        var phone = node.start(Node.fresh());

        node.log.append(7, Rows.text("after"));
        node.log.join(8);
        node.log.append(8, Rows.text("after"));

        assertThat(phone.outbox().events()).hasSize(3);
    }

    @Test
    void closesTheOlderSessionOfADevice() {
        var older = node.start(Node.fresh());
        var newer = node.start(Node.fresh());
        node.log.append(7, Rows.text("after"));

        assertThat(older.outbox().closes()).containsExactly(CloseCode.SESSION_REPLACED);
        assertThat(older.outbox().events()).isEmpty();
        assertThat(newer.outbox().closes()).isEmpty();
        assertThat(newer.outbox().events()).hasSize(1);
        assertThat(node.sessions.count()).isEqualTo(1);
    }

    @Test
    void closesTheSessionWithTheOlderTicketAlsoWhenItStartsLater() {
        var older = node.connect(100);
        var newer = node.start(Node.fresh());

        node.sessions.start(older.session(), Hello.getDefaultInstance());
        node.log.append(7, Rows.text("after"));

        assertThat(older.outbox().closes()).containsExactly(CloseCode.SESSION_REPLACED);
        assertThat(older.outbox().frames()).isEmpty();
        assertThat(newer.outbox().closes()).isEmpty();
        assertThat(newer.outbox().events()).hasSize(1);
    }

    @Test
    void closesTheSessionOfADeviceThatIsLoggedOutAndNoOther() {
        var phone = node.start(Node.fresh());
        var tablet = node.connect(101);
        node.sessions.start(tablet.session(), Hello.getDefaultInstance());

        node.sessions.revoked(100);
        node.sessions.revoked(999);
        node.log.append(7, Rows.text("after"));

        assertThat(phone.outbox().closes()).containsExactly(CloseCode.DEVICE_REVOKED);
        assertThat(phone.outbox().events()).isEmpty();
        assertThat(tablet.outbox().closes()).isEmpty();
        assertThat(tablet.outbox().events()).hasSize(1);
    }

    @Test
    void letsNobodyInWhoseDeviceWasLoggedOutWhileItWasAdmitted() {
        var hash = new TokenHash("1".repeat(64));
        var device = node.devices.issue(1, new DeviceId("phone"), 5, hash, 99).join();
        var phone = node.connect(device.key());
        node.devices.revoke(device.id());

        node.sessions.start(phone.session(), Hello.getDefaultInstance());

        assertThat(phone.outbox().closes()).containsExactly(CloseCode.DEVICE_REVOKED);
        assertThat(phone.outbox().frames()).isEmpty();
    }

    @Test
    void keepsSessionsOfDifferentDevices() {
        var phone = node.start(Node.fresh());
        var tablet = node.connect(101);
        node.sessions.start(tablet.session(), Hello.getDefaultInstance());

        assertThat(phone.outbox().closes()).isEmpty();
        assertThat(node.sessions.count()).isEqualTo(2);
    }

    @Test
    void forgetsASessionThatEnded() {
        var phone = node.start(Node.fresh());

        node.sessions.end(phone.session());
        node.sessions.end(phone.session());
        node.log.append(7, Rows.text("after"));

        assertThat(phone.outbox().events()).isEmpty();
        assertThat(node.sessions.count()).isZero();
    }

    @Test
    void leavesTheNewerSessionAloneWhenTheReplacedOneEnds() {
        var older = node.start(Node.fresh());
        var newer = node.start(Node.fresh());

        node.sessions.end(older.session());
        node.log.append(7, Rows.text("after"));

        assertThat(node.sessions.count()).isEqualTo(1);
        assertThat(newer.outbox().events()).hasSize(1);
    }

    @Test
    void leavesNothingBehindOfASessionThatIsReplacedWhileItStarts() {
        var older = node.connect(100);
        var newer = node.connect(100);
        node.log.onStep(once(() -> node.sessions.start(newer.session(), Hello.getDefaultInstance())));

        node.sessions.start(older.session(), Hello.getDefaultInstance());
        node.log.append(7, Rows.text("after"));

        assertThat(older.outbox().closes()).containsExactly(CloseCode.SESSION_REPLACED);
        assertThat(older.outbox().events()).isEmpty();
        assertThat(newer.outbox().events()).hasSize(1);
    }

    @Test
    void closesAllWhenTheNodeStops() {
        var phone = node.start(Node.fresh());

        node.sessions.closeAll();

        assertThat(phone.outbox().closes()).containsExactly(CloseCode.NODE_STOPPING);
    }

    @Test
    void sendsCheckpointsOnlyToSessionsThatSomethingConcerned() {
        node.sessions.checkpointEvery(ROUND, timers);
        var phone = node.start(Node.fresh());
        timers.pass(ROUND.multipliedBy(10));
        assertThat(checkpoints(phone)).hasSize(1);

        node.log.append(7, Rows.text("after"));
        timers.pass(ROUND.multipliedBy(10));

        assertThat(checkpoints(phone)).hasSize(2);
        assertThat(checkpoints(phone))
                .allMatch(each -> each.getReconnectTicket().isEmpty());
        var cursor = Cursor.open(node.sealer, phone.cursor());
        assertThat(cursor.orElseThrow().mark()).isEqualTo(node.log.mark() + 1);
    }

    @Test
    void renewsTheReconnectTicketLongBeforeItExpires() {
        node.sessions.checkpointEvery(ROUND, timers);
        var phone = node.start(Node.fresh());

        timers.pass(ROUND.multipliedBy(ROUNDS_PER_TICKET * 3L));

        var tickets = checkpoints(phone).stream()
                .map(Checkpoint::getReconnectTicket)
                .filter(ticket -> !ticket.isEmpty())
                .toList();
        assertThat(tickets).hasSize(3);
        var ticket = Ticket.open(node.sealer, tickets.getFirst()).orElseThrow();
        assertThat(ticket.number()).isEqualTo(phone.session().ticketNo() + 1);
    }

    private static List<Checkpoint> checkpoints(Node.Connected connected) {
        return connected.outbox().frames().stream()
                .filter(ServerFrame::hasCheckpoint)
                .map(ServerFrame::getCheckpoint)
                .toList();
    }

    private static Runnable once(Runnable action) {
        var isDone = new AtomicBoolean();
        return () -> {
            if (isDone.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
