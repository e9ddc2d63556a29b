package chat.hearth.core.session;

import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.timer.Timers;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.ServerFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The live sessions of this node: how they catch up, how they are told where they stand, how they end.
///
/// One device has one session; a newer one closes the older (SESSION_REPLACED).
public final class Sessions {
    /// Conversations whose position a hello may name.
    public static final int MAX_HAVE = 256;

    private final Environment environment;
    private final Delivery delivery;
    private final InboxStore inbox;
    private final Admission admission;
    private final Sealer sealer;
    private final Resumption resumption;
    private final Map<Long, Session> byDevice = new ConcurrentHashMap<>();
    private long rounds;

    public Sessions(
            Environment environment,
            Delivery delivery,
            InboxStore inbox,
            Admission admission,
            Sealer sealer,
            Resumption resumption) {
        this.environment = environment;
        this.delivery = delivery;
        this.inbox = inbox;
        this.admission = admission;
        this.sealer = sealer;
        this.resumption = resumption;
    }

    /// Starts a session whose welcome was queued: subscribes it, sends what it missed, and lets it live.
    ///
    /// Subscribed first, read for second, released third (G5). Blocks. A session that another one of its
    /// device has overtaken meanwhile is closed.
    ///
    /// @throws chat.hearth.core.outcome.StoreFault if the store can't be read; [#end] the session then, too
    public void start(Session session, Hello hello) {
        if (!takePlace(session)) {
            return;
        }
        // Asked once it can be found here: who is revoked after this is found, and who was before is not let in.
        if (admission.isRevoked(session)) {
            revoked(session.device());
            return;
        }
        var subscriber = session.subscriber();
        delivery.enter(subscriber);
        delivery.follow(subscriber, inbox.conversationsOf(session.caller().key()));
        var point = resumption.run(session, hello);
        subscriber.start(point.changesByConversation(), point.pts());
        subscriber.checkpoint(point.nextMark() - 1, true, (mark, pts) -> checkpoint(session, mark, pts, false));
    }

    /// Of two sessions of a device the one with the later ticket stays, whichever started first. False: that
    /// is the other one.
    private boolean takePlace(Session session) {
        var gone = new AtomicReference<@Nullable Session>();
        byDevice.compute(session.device(), (_, present) -> {
            boolean isOvertaken = present != null && present.ticketNo() > session.ticketNo();
            gone.set(isOvertaken ? session : present);
            return isOvertaken ? present : session;
        });
        var replaced = gone.get();
        if (replaced != null) {
            replaced.subscriber().close(CloseCode.SESSION_REPLACED, "a newer connection of this device");
            delivery.leave(replaced.subscriber());
        }
        return !session.equals(replaced);
    }

    /// Ends a session whose connection is gone. Call it once [#start] has returned or thrown.
    public void end(Session session) {
        byDevice.remove(session.device(), session);
        delivery.leave(session.subscriber());
    }

    /// Closes the device's session, because it was logged out (G13).
    public void revoked(long device) {
        var session = byDevice.get(device);
        if (session != null) {
            session.subscriber().close(CloseCode.DEVICE_REVOKED, "this device was logged out");
            delivery.leave(session.subscriber());
        }
    }

    /// Whether the device has a session here.
    boolean isOnline(long device) {
        return byDevice.containsKey(device);
    }

    /// How many sessions are live here.
    public int count() {
        return byDevice.size();
    }

    /// Closes every session, because this node stops.
    public void closeAll() {
        byDevice.values().forEach(session -> session.subscriber().close(CloseCode.NODE_STOPPING, "the node stops"));
    }

    /// Sends checkpoints regularly.
    public void checkpointEvery(Duration interval, Timers timers) {
        long roundsPerTicket =
                Math.max(1, admission.reconnectTicketLife().toMillis() / 2 / Math.max(1, interval.toMillis()));
        timers.every(interval, () -> checkpoints(roundsPerTicket));
    }

    private void checkpoints(long roundsPerTicket) {
        long committed = delivery.committedMark();
        boolean isTicketDue = ++rounds % roundsPerTicket == 0;
        byDevice.values()
                .forEach(session -> session.subscriber()
                        .checkpoint(
                                committed, isTicketDue, (mark, pts) -> checkpoint(session, mark, pts, isTicketDue)));
    }

    private ServerFrame checkpoint(Session session, long mark, long pts, boolean isTicketDue) {
        var cursor = new Cursor(
                environment.id(), environment.epoch(), session.caller().key(), session.device(), mark + 1, pts);
        return ServerFrame.newBuilder()
                .setCheckpoint(Checkpoint.newBuilder()
                        .setCursor(cursor.seal(sealer))
                        .setReconnectTicket(isTicketDue ? admission.reconnectTicket(session) : ""))
                .build();
    }
}
