package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.message.SendRate;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import org.junit.jupiter.api.Test;

class SealedFormsTest {
    private static final Environment HERE = new Environment("here", 3);

    private final Sealer sealer = SealerTest.sealer(1);

    @Test
    void carriesATicketUnchanged() {
        var ticket = new Ticket(
                "e".repeat(32),
                new Caller(Long.MAX_VALUE, new UserId("u".repeat(64))),
                Long.MIN_VALUE,
                new DeviceId("d".repeat(64)),
                "https://" + "o".repeat(253) + ":65535",
                7,
                Long.MAX_VALUE);

        assertThat(Ticket.open(sealer, ticket.seal(sealer))).contains(ticket);
        assertThat(SealerTest.sealer(2).open("ticket", ticket.seal(sealer))).isEmpty();
    }

    @Test
    void carriesACursorUnchanged() {
        var cursor = new Cursor("e".repeat(32), 3, 1, 2, Long.MAX_VALUE, 5);

        assertThat(Cursor.open(sealer, cursor.seal(sealer))).contains(cursor);
    }

    @Test
    void takesNoCursorForATicketNorTheReverse() {
        var cursor = new Cursor("here", 3, 1, 2, 4, 5).seal(sealer);
        var ticket = new Ticket("here", Rows.caller(1), 2, new DeviceId("d"), "", 1, 1).seal(sealer);

        assertThat(Ticket.open(sealer, cursor)).isEmpty();
        assertThat(Cursor.open(sealer, ticket)).isEmpty();
        assertThat(Cursor.open(sealer, "")).isEmpty();
    }

    @Test
    void doesNotReadAnotherVersionsForm() {
        var later = sealer.seal("cursor", new byte[] {2, 0, 0});

        assertThat(Cursor.open(sealer, later)).isEmpty();
    }

    @Test
    void knowsWhoseACursorIs() {
        var session = session(1, 2);

        assertThat(new Cursor("here", 3, 1, 2, 4, 5).belongsTo(HERE, session)).isTrue();
        assertThat(new Cursor("there", 3, 1, 2, 4, 5).belongsTo(HERE, session)).isFalse();
        assertThat(new Cursor("here", 4, 1, 2, 4, 5).belongsTo(HERE, session)).isFalse();
        assertThat(new Cursor("here", 3, 9, 2, 4, 5).belongsTo(HERE, session)).isFalse();
        assertThat(new Cursor("here", 3, 1, 9, 4, 5).belongsTo(HERE, session)).isFalse();
    }

    private static Session session(long user, long device) {
        return new Session(
                "s",
                Rows.caller(user),
                device,
                new DeviceId("d"),
                "",
                1,
                new Subscriber(user, new FakeOutbox()),
                new SendRate(0, new ManualClock()));
    }
}
