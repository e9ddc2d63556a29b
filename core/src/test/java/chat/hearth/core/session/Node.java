package chat.hearth.core.session;

import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.FakeDevices;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.message.SendRate;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.ServerFrame;
import java.security.SecureRandom;
import java.time.Duration;

/// A node's sessions over a [LittleLog]; user 1 on device 100.
final class Node {
    static final int MAX_FRAME = 262_144;

    /// A session and what its connection took.
    record Connected(Session session, FakeOutbox outbox) {
        /// The cursor of the last checkpoint.
        String cursor() {
            return outbox.frames().stream()
                    .filter(ServerFrame::hasCheckpoint)
                    .toList()
                    .getLast()
                    .getCheckpoint()
                    .getCursor();
        }
    }

    final LittleLog log = new LittleLog();
    final ManualClock clock = new ManualClock();
    final FakeDevices devices = new FakeDevices();
    final Sealer sealer = SealerTest.sealer(1);
    final Admission admission;
    final Sessions sessions;
    private long tickets;

    Node() {
        this(new Environment("here", 1));
    }

    Node(Environment environment) {
        var tokens = new Tokens(
                environment, devices, new FakeUsers(Rows.user(1)), Duration.ofDays(1), clock, new SecureRandom());
        admission = new Admission(environment, tokens, devices, sealer, SessionOptions.standard(0), clock);
        var resumption = new Resumption(environment, log, log.conversations, sealer, MAX_FRAME);
        sessions = new Sessions(environment, log.delivery, log, admission, sealer, resumption);
    }

    /// Admitted, not started.
    Connected connect(long device) {
        var outbox = new FakeOutbox();
        var session = new Session(
                "s" + ++tickets,
                Rows.caller(1),
                device,
                new DeviceId("phone"),
                "",
                tickets,
                new Subscriber(1, outbox),
                new SendRate(0, clock));
        return new Connected(session, outbox);
    }

    Connected start(Hello.Builder hello) {
        var connected = connect(100);
        sessions.start(connected.session, hello.build());
        return connected;
    }

    static Hello.Builder fresh() {
        return Hello.newBuilder();
    }

    static Hello.Builder from(String cursor) {
        return Hello.newBuilder().setCursor(cursor);
    }

    static Have have(long key, long change) {
        return Have.newBuilder()
                .setConversation(Rows.group(key).value())
                .setChange(change)
                .build();
    }
}
